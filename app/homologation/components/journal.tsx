import { homologation as words } from "#app/messages/homologation.ts";
import { homologationSentence } from "#app/messages/homologation-journal.ts";
import { JournalItem, Journal as List } from "#app/ui/list/journal-item.tsx";

/** The last entries of the journal, as sentences. */
export function Journal({
  lines,
}: {
  lines: readonly { seq: number; type: string; at: string; by: string }[];
}) {
  if (lines.length === 0) return null;
  return (
    <details className="fr-mt-6w" id="journal">
      <summary>{words.page.journal}</summary>
      <List>
        {lines.map(({ seq, type, at, by }) => (
          <JournalItem key={seq} seq={seq} at={at} actor={by} text={homologationSentence(type)} />
        ))}
      </List>
    </details>
  );
}
