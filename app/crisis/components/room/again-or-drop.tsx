import { room } from "#app/messages/crisis-room.ts";
import { useRoomView } from "../../room-state/room-context.ts";

/** What becomes of something refused: sent again, or given up. @param id of the waiting entry */
export function AgainOrDrop({ id }: { id: string }) {
  const { sending } = useRoomView();
  return (
    <div className="crisis-row">
      <button
        type="button"
        className="fr-btn fr-btn--sm fr-btn--secondary"
        onClick={() => sending.queue?.retry(id)}
      >
        {room.refused.again}
      </button>
      <button
        type="button"
        className="fr-btn fr-btn--sm fr-btn--tertiary"
        onClick={() => sending.queue?.discard(id)}
      >
        {room.refused.drop}
      </button>
    </div>
  );
}
