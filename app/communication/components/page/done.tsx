import { Link } from "@remix-run/react";
import { messageActOf, messageAct as words } from "#app/messages/communication-act.ts";
import { messageDone } from "#app/messages/communication-done.ts";
import { paths } from "#app/ui/paths.ts";

type Props = { act: string; next: { ref: string; title: string; left: number } | null };

/** What was just done, and the next message that waits for whoever has several. */
export function Done({ act, next }: Props) {
  const type = messageActOf(act);
  return (
    <div className="fr-alert fr-alert--success fr-mb-4w incident-screen" role="status">
      <p className={next ? "fr-mb-1w" : "fr-mb-0"}>{type ? messageDone[type] : messageDone.saved}</p>
      {next && (
        <p className="fr-mb-0">
          <Link
            to={`${paths.messages}/${next.ref}`}
            className="fr-link fr-icon-arrow-right-line fr-link--icon-right"
          >
            {words.next} : {next.title}
          </Link>{" "}
          <span className="incident-quiet">{words.nextLeft(next.left)}</span>
        </p>
      )}
    </div>
  );
}
