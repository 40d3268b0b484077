import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { crisisActPath, crisisActs, isCrisisAct } from "#app/messages/crisis-act.ts";
import { room as words } from "#app/messages/crisis-room.ts";
import { Refused } from "#app/ui/refused.tsx";
import type { Posted } from "../../room-state/room-context.ts";
import { useRoomView } from "../../room-state/room-context.ts";

type Props = {
  what: string;
  answer: Posted["answer"];
  /** What was typed, so that it can be read and taken up again. */
  typed?: string | undefined;
  /** Where the thing stands now, and by whom. */
  now?: ReactNode;
  children?: ReactNode;
};

/** What was refused in the room, by which rule, what others did meanwhile; the words typed stay. */
export function RoomRefusal({ what, answer, typed, now, children }: Props) {
  const refused = "refused" in answer ? answer.refused : null;
  const because =
    refused?.because ??
    ("conflict" in answer
      ? words.refused.conflict
      : "invalid" in answer
        ? answer.invalid.map(({ message }) => message).join(" ")
        : "");
  const reason =
    refused?.rule && refused.article
      ? {
          statement: refused.statement ?? "",
          rule: refused.rule,
          article: /^\d/.test(refused.article) ? `Article ${refused.article}` : refused.article,
          to: refused.to,
        }
      : undefined;
  const instead = <Instead types={refused?.instead ?? []} />;
  return (
    <div className="crisis-refused">
      <Refused what={what} because={because} reason={reason}>
        {refused?.instead.some((type) => isKnown(type)) ? instead : undefined}
      </Refused>
      {now}
      {typed && <blockquote className="crisis-typed">{typed}</blockquote>}
      {children}
    </div>
  );
}

const isKnown = (type: string) => isCrisisAct(type) || type === "log.entered" || type === "member.joined";

function Instead({ types }: { types: readonly string[] }) {
  const { page } = useRoomView();
  return (
    <ul className="crisis-plain">
      {types.filter(isKnown).map((type) => (
        <li key={type}>
          {isCrisisAct(type) ? (
            <Link className="fr-link" to={crisisActPath(page.ref, type)}>
              {crisisActs[type].button}
            </Link>
          ) : (
            <Link
              className="fr-link"
              to={type === "log.entered" ? "?onglet=journal#saisie" : "?onglet=cellule#siege"}
            >
              {type === "log.entered" ? words.refused.instead.note : words.refused.instead.join}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
