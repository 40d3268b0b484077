import { log, room as words } from "#app/messages/crisis-room.ts";
import { namesOf } from "#app/messages/crisis-room-journal.ts";
import { paths } from "#app/ui/paths.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { RoomRefusal } from "./refusal.tsx";
import { whatOf } from "./step-sending.tsx";

/** What must be seen before anything else: a session over, sends that wait, a form refused without JavaScript. */
export function RoomNotices() {
  const { page, sending, posted } = useRoomView();
  const waiting = sending.items.filter(({ state }) => state === "waiting").length;
  return (
    <>
      <div role="status" className="crisis-notices">
        {sending.trouble === "signed-out" && waiting > 0 && (
          <p className="fr-alert fr-alert--warning fr-alert--sm">
            {log.pending.signedOut}{" "}
            <a href={`${paths.signIn}?suite=${encodeURIComponent(`/crises/${page.ref}`)}`}>
              {log.pending.signIn}
            </a>
          </p>
        )}
        {sending.trouble === "away" && waiting > 0 && (
          <p className="fr-alert fr-alert--warning fr-alert--sm">{log.pending.count(waiting)}</p>
        )}
      </div>
      <OtherRefusals />
      {posted && (
        <RoomRefusal
          what={whatPosted(posted.body, page.runbook)}
          answer={posted.answer}
          typed={typedIn(posted.body)}
        />
      )}
    </>
  );
}

/** Refusals that belong to no card and no line: a seat that was taken meanwhile. */
function OtherRefusals() {
  const { sending } = useRoomView();
  const others = sending.items.filter(
    ({ state, body }) => state === "refused" && body.type !== "log.entered" && !body.step && !body.decision,
  );
  return others.map(
    ({ id, body, answer }) =>
      answer && (
        <RoomRefusal key={id} what={whatOf(body.type, "")} answer={answer}>
          <button
            type="button"
            className="fr-btn fr-btn--sm fr-btn--tertiary"
            onClick={() => sending.queue?.discard(id)}
          >
            {words.refused.drop}
          </button>
        </RoomRefusal>
      ),
  );
}

const typedIn = (body: Record<string, unknown>) =>
  [body.content, body.because, body.proof, body.reason].find((one) => typeof one === "string") as
    | string
    | undefined;

const whatPosted = (
  body: { type: string } & Record<string, unknown>,
  runbook: Parameters<typeof namesOf>[0],
) => whatOf(body.type, namesOf(runbook).action(body.step ?? body.decision));
