import { type FormEvent, type ReactNode, useState } from "react";
import { room as words } from "#app/messages/crisis-room.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { readBody } from "../../room-state/read-body.ts";
import { useRoomView } from "../../room-state/room-context.ts";

type Props = {
  type: string;
  /** Values sent along. */
  fields?: Readonly<Record<string, string | undefined>>;
  className?: string;
  id?: string;
  label?: string;
  /** Once it is in the queue: nothing typed can be lost any more. */
  onSent?: (form: HTMLFormElement) => void;
  children: ReactNode | ((errors: readonly FieldError[]) => ReactNode);
};

/** A form of the room: put in the queue where the page runs, sent to the page itself where it does not. */
export function EventForm({ type, fields = {}, className, id, label, onSent, children }: Props) {
  const { page, sending } = useRoomView();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { queue } = sending;
    if (!queue) return;
    event.preventDefault();
    const form = event.currentTarget;
    const read = readBody(new FormData(form), new Date(), page.timezone, words.refused.instant);
    setErrors(read.errors);
    if (read.errors.length > 0) return;
    queue.add(read.body);
    onSent?.(form);
  };
  return (
    <form method="post" className={className} id={id} aria-label={label} onSubmit={submit}>
      <input type="hidden" name="type" value={type} />
      {Object.entries(fields).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {typeof children === "function" ? children(errors) : children}
    </form>
  );
}
