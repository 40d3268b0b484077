import { messageState, type Process, processWords } from "#app/messages/communication.ts";
import { messageList } from "#app/messages/communication-list.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";

/** The state of a message. */
export function MessageState({ state }: { state: string }) {
  const { label, tone } = messageState(state);
  return <StateBadge label={label} tone={tone} />;
}

/** Its level, where it is not the ordinary one, and whether it is only an exercise. */
export function MessageMarks({ process, exercise }: { process: string; exercise: boolean }) {
  const known = processWords[process as Process];
  return (
    <>
      {known && process !== "classique" && (
        <StateBadge label={known.label} tone={process === "urgent" ? "warning" : "error"} />
      )}{" "}
      {exercise && <StateBadge label={messageList.exercise} tone="warning" />}
    </>
  );
}
