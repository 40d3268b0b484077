import { Link } from "@remix-run/react";
import { crisisState } from "#app/messages/crisis-list.ts";
import { situation, room as words } from "#app/messages/crisis-room.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { RoomClock } from "../../room-state/clocks.ts";
import type { MainAction } from "../../room-state/main-action.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { Due } from "./due.tsx";

export const clockName = ({ kind, name }: RoomClock) =>
  kind === "sitrep" ? situation.sitrep(name) : kind === "retex" ? situation.retexDue : name;

/** One line: which crisis, where it is in its life, the nearest end, and the one thing expected of the reader. */
export function RoomHeader({ nearest, main }: { nearest: RoomClock | undefined; main: MainAction | null }) {
  const { page, room } = useRoomView();
  const badge = crisisState(room.state);
  return (
    <header className="crisis-head">
      <div className="crisis-head__what">
        <p className="crisis-head__top">
          <Link to="/crises" className="fr-link fr-link--sm">
            {words.list}
          </Link>
          <span className="crisis-ref">{page.ref}</span>
          <StateBadge label={badge.label} tone={badge.tone} />
          {room.context?.facts.exercise && <StateBadge label={words.exercise} tone="warning" />}
        </p>
        <h1 className="fr-h4 fr-mb-0" dir="auto">
          {page.title}
        </h1>
        <p className="crisis-head__clock">
          {nearest ? (
            <>
              <span className="crisis-quiet">{words.nearest} : </span>
              {clockName(nearest)} · <Due at={nearest.dueAt} />
            </>
          ) : (
            <span className="crisis-quiet">{words.noClock}</span>
          )}
        </p>
      </div>
      {main && (
        <Link to={main.to} className="fr-btn crisis-head__main">
          {main.label}
        </Link>
      )}
    </header>
  );
}
