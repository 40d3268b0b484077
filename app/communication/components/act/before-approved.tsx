import { Link } from "@remix-run/react";
import { before as words } from "#app/messages/communication-before.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import type { Before } from "../../queries/before-page.ts";
import type { Foreseen, ForeseenApproval } from "../../queries/foreseen.ts";

/** Who approves and by when, and what silence is worth. */
export function Approved({ foreseen, before }: { foreseen: Foreseen; before: Before }) {
  const { approvals, clocks } = foreseen;
  const nobody = approvals.length === 0 && before.t2 === null;
  const explanationOf = (dueAt: string | null) =>
    clocks.find((one) => one.dueAt === dueAt)?.explanation ?? null;
  return (
    <section className="incident-section" aria-labelledby="avant-approbation">
      <h2 id="avant-approbation">{words.approved.title}</h2>
      {nobody && <p>{words.approved.none}</p>}
      {approvals.length > 0 && (
        <ul className="incident-plain">
          {approvals.map((one) => (
            <Authority key={one.key} one={one} explanation={explanationOf(one.dueAt)} />
          ))}
        </ul>
      )}
      {before.t2 && (
        <div className="fr-mt-2w">
          <strong>{words.approved.t2}</strong>
          <p className="fr-mb-0">{words.approved.t2Text(before.reached.schools)}</p>
          {clocks
            .filter(({ key }) => key.startsWith("t2"))
            .map((one) => (
              <div key={one.key}>
                <TimeLeft dueAt={one.dueAt} explanation={one.explanation} reason={one.reason} />
              </div>
            ))}
          <Why reason={before.t2} about={words.approved.t2} />
        </div>
      )}
    </section>
  );
}

function Authority({
  one,
  explanation,
}: {
  one: ForeseenApproval;
  explanation: Foreseen["clocks"][number]["explanation"];
}) {
  const name = `${functionLabel(one.function)}, ${one.organisation}`;
  return (
    <li>
      <strong>{one.organisation}</strong>
      <p className="incident-quiet fr-mb-0">{functionLabel(one.function)}</p>
      {one.dueAt && <TimeLeft dueAt={one.dueAt} explanation={explanation} reason={one.step} />}
      <p className="fr-mb-0">
        {one.silence === "approves" ? words.approved.silenceApproves : words.approved.silenceEscalates}{" "}
        {one.step.to && <Link to={one.step.to}>{one.step.article}</Link>}
      </p>
      {!one.reachable && <p className="fr-message fr-message--warning">{words.approved.unreachable}</p>}
      <Why reason={one.reason} about={words.approved.why(name)} />
    </li>
  );
}
