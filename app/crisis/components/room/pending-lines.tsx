import { logKinds, log as words } from "#app/messages/crisis-room.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { LogKind } from "#machines/crisis/v1/words.ts";
import type { Waiting } from "../../room-state/queue.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { AgainOrDrop } from "./again-or-drop.tsx";
import { RoomRefusal } from "./refusal.tsx";
import { whatOf } from "./step-sending.tsx";

/** What I typed and the journal does not show yet: on its way, waiting for the network, or refused. */
export function PendingLines() {
  const { room, sending } = useRoomView();
  const shown = new Set(room.lines.map(({ data }) => data.id));
  const items = sending.items.filter(({ id, body }) => body.type === "log.entered" && !shown.has(id));
  return items.map((item) => <Pending key={item.id} item={item} away={sending.trouble !== null} />);
}

function Pending({ item, away }: { item: Waiting; away: boolean }) {
  const { id, body, state, typedAt, answer } = item;
  const text = String(body.content ?? "");
  if (state === "refused" && answer)
    return (
      <li className="crisis-line">
        <RoomRefusal what={whatOf(body.type, "")} answer={answer} typed={text}>
          <AgainOrDrop id={id} />
        </RoomRefusal>
      </li>
    );
  return (
    <li className="crisis-line crisis-line--pending">
      <p className="crisis-line__meta">
        <Moment at={typedAt} short />{" "}
        <strong className="crisis-kind">{logKinds[body.kind as LogKind]?.label}</strong>{" "}
        {state === "waiting" && away ? words.pending.away : words.pending.sending}
      </p>
      <p className="crisis-line__text" dir="auto">
        {text}
      </p>
    </li>
  );
}
