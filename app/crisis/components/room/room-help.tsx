import { createModal } from "@codegouvfr/react-dsfr/Modal";
import { roomKeys } from "#app/messages/crisis-room.ts";
import { frame } from "#app/messages/frame.ts";
import { Keys } from "#app/ui/frame/keys.tsx";
import { useRoomKeys } from "../../room-state/use-room-keys.ts";

const modal = createModal({ id: "raccourcis-salle", isOpenedByDefault: false });

/** Keys of the room, and their list. */
export function RoomHelp() {
  useRoomKeys(modal.open);
  return (
    <modal.Component title={roomKeys.title} size="small">
      <Keys keys={roomKeys.keys} />
      <h3 className="fr-h6">{roomKeys.general}</h3>
      <Keys
        keys={Object.fromEntries(
          Object.entries(frame.shortcuts.keys).filter(([key]) => !(key in roomKeys.keys)),
        )}
      />
    </modal.Component>
  );
}
