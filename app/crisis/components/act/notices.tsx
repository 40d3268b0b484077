import { Link } from "@remix-run/react";
import { crisisAct, crisisActPath, crisisActs, isCrisisAct } from "#app/messages/crisis-act.ts";
import { Refused } from "#app/ui/refused.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { ActAnswer, Refusal } from "../../queries/act-page-send.ts";

const words = crisisAct.conflict;

/** A rule said no: which, why, and what is possible instead in this crisis. */
export function RefusedAct({ what, refused, crisis }: { what: string; refused: Refusal; crisis: string }) {
  const instead = [...new Set(refused.instead)].filter(isCrisisAct);
  return (
    <Refused what={what} because={refused.because} reason={refused.reason ?? undefined}>
      {instead.length > 0 && (
        <ul className="fr-btns-group fr-btns-group--inline-md">
          {instead.map((type) => (
            <li key={type}>
              <Link to={crisisActPath(crisis, type)} className="fr-btn fr-btn--secondary">
                {crisisActs[type].button}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Refused>
  );
}

/** Someone acted first: what they did, and that nothing typed is lost. */
export function ConflictNotice({ conflict }: { conflict: NonNullable<ActAnswer["conflict"]> }) {
  return (
    <div className="fr-alert fr-alert--warning fr-mb-4w" role="alert">
      <h2 className="fr-alert__title">{words.title}</h2>
      <p>{words.text(conflict.count)}</p>
      {conflict.lines ? (
        <ul>
          {conflict.lines.map((line) => (
            <li key={line.seq}>
              <Moment at={line.at} short /> · {line.text}
            </li>
          ))}
        </ul>
      ) : (
        <p>{words.hidden}</p>
      )}
      <p className="fr-mb-0">{words.advice}</p>
    </div>
  );
}
