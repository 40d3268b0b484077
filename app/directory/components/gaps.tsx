import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { directory } from "#app/messages/directory-pages.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import type { ShownFunction } from "./shown-organisation.ts";

const { page: words } = directory;

/** What the alert chain would miss here, in words. */
export function Gaps({ functions }: { functions: readonly ShownFunction[] }) {
  const gaps = functions.filter(({ gap }) => gap);
  if (gaps.length === 0) return null;
  const lines = gaps.map(({ function: name, gap }) =>
    (gap === "no-address" ? words.noAddress : words.noHolder)(functionLabel(name)),
  );
  return (
    <Alert
      severity="warning"
      className="fr-mb-4w"
      title={words.gaps}
      as="h2"
      description={
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      }
    />
  );
}
