import { messageAct } from "#app/messages/communication-act.ts";
import { messageSentence } from "#app/messages/communication-journal.ts";
import { actorName } from "#app/messages/incident-journal.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { ActAnswer } from "../../queries/act-page.ts";

/** Someone acted first: what they did, and that nothing typed is lost. */
export function ActConflict({ conflict }: { conflict: NonNullable<ActAnswer["conflict"]> }) {
  const { conflict: words } = messageAct;
  return (
    <div className="fr-alert fr-alert--warning fr-mb-4w" role="alert">
      <h2 className="fr-alert__title">{words.title}</h2>
      <p>{words.text}</p>
      <ul>
        {conflict.lines.length === 0 && <li>{words.hidden(conflict.count)}</li>}
        {conflict.lines.map((line) => {
          const { text, quote } = messageSentence(line);
          return (
            <li key={line.seq}>
              <Moment at={line.at} short /> · {actorName(line.actor)} {text}{" "}
              {quote && <q dir="auto">{quote}</q>}
            </li>
          );
        })}
      </ul>
      <p className="fr-mb-0">{words.advice}</p>
    </div>
  );
}
