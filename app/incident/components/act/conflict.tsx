import { act } from "#app/messages/incident-act.ts";
import { actorName, sentenceOf } from "#app/messages/incident-journal.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { ActAnswer } from "../../queries/incident-page-act.ts";

const words = act.conflict;

/** Someone acted first: what they did, and that nothing typed is lost. */
export function ConflictNotice({ conflict }: { conflict: NonNullable<ActAnswer["conflict"]> }) {
  return (
    <div className="fr-alert fr-alert--warning fr-mb-4w" role="alert">
      <h2 className="fr-alert__title">{words.title}</h2>
      <p>{words.text}</p>
      <ul>
        {conflict.lines.length === 0 && <li>{words.hidden(conflict.count)}</li>}
        {conflict.lines.map((line) => (
          <li key={line.seq}>
            <Moment at={line.at} short /> · {actorName(line.actor)} {sentenceOf(line).text}{" "}
            {sentenceOf(line).quote && <q dir="auto">{sentenceOf(line).quote}</q>}
          </li>
        ))}
      </ul>
      <p className="fr-mb-0">{words.advice}</p>
    </div>
  );
}
