import { diffWordsWithSpace } from "diff";
import { runbook } from "#app/messages/runbook.ts";

const { diff: words } = runbook;

/** What a text becomes, word by word: removed words struck, added ones underlined, and said to screen readers. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  return (
    <p className="message-diff" dir="auto">
      {diffWordsWithSpace(before, after).map(({ value, added, removed }, n) => {
        const key = `${n}${value.slice(0, 20)}`;
        if (!added && !removed) return <span key={key}>{value}</span>;
        const Tag = added ? "ins" : "del";
        return (
          <Tag key={key}>
            <span className="fr-sr-only">{added ? words.added : words.removed} : </span>
            {value}
          </Tag>
        );
      })}
    </p>
  );
}
