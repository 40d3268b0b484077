import { runbook } from "#app/messages/runbook.ts";
import type { ProcedurePage } from "../queries/procedure-page.ts";
import type { DiffLine } from "../queries/text-diff.ts";

const { diff: words } = runbook;

/** What changed between two versions: lines added and removed, the words that differ marked. */
export function Diff({ diff }: { diff: NonNullable<ProcedurePage["diff"]> }) {
  return (
    <section className="fr-mt-6w" aria-labelledby="comparaison">
      <h2 id="comparaison">{words.title(diff.from, diff.to)}</h2>
      <p>{diff.added + diff.removed === 0 ? words.same : words.counts(diff.added, diff.removed)}</p>
      <ul className="runbook-diff">
        {diff.lines.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other name
          <Line key={n} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Line({ line }: { line: DiffLine }) {
  if (line.kind === "skipped") return <li className="runbook-diff__skipped">{words.skipped(line.count)}</li>;
  if (line.kind === "same") return <li>{line.text || "\u00a0"}</li>;
  const added = line.kind === "added";
  const Tag = added ? "ins" : "del";
  return (
    <li className={added ? "runbook-diff__added" : "runbook-diff__removed"}>
      <span className="fr-sr-only">{added ? words.added : words.removed} : </span>
      <Tag>
        <span aria-hidden="true">{added ? "+ " : "− "}</span>
        {line.parts.map(({ text, changed }, n) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line have no other name
          changed ? <mark key={n}>{text}</mark> : <span key={n}>{text}</span>,
        )}
      </Tag>
    </li>
  );
}
