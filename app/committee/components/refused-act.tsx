import type { ActAnswer } from "#app/engine/command/answering.ts";
import { actWords } from "#app/messages/committee-act.ts";
import { Refused } from "#app/ui/refused.tsx";

/** A rule said no: why, by which article, and what may be done instead, in words. */
export function RefusedAct({ what, refused }: { what: string; refused: NonNullable<ActAnswer["refused"]> }) {
  const instead = refused.instead.flatMap((one) => actWords.instead[one] ?? []);
  return (
    <Refused
      what={what}
      because={`${refused.because} (${refused.article} · ${refused.rule})`}
      {...(instead.length > 0 && {
        children: (
          <ul className="fr-mb-0">
            {instead.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        ),
      })}
    />
  );
}
