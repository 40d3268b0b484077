import { type FormEvent, useState } from "react";
import { prepare as words } from "#app/messages/communication-new.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { FileInput } from "#app/ui/form/file-input.tsx";
import { Attached } from "./attached.tsx";
import type { FormPart } from "./message-form.tsx";

/** What one press may carry: the server refuses more before any page sees it. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Files of the message: those it carries, and those to add. */
export function MessageFiles({ options, values, errors }: FormPart) {
  const mine = errors.filter(({ path }) => path === "files");
  const all = mine.map(({ message }) => message).join(" ");
  return (
    <div className="incident-question">
      <Attached key={values.revision} files={options.attachments} removed={values.removed} />
      <FileInput
        key={`files ${values.revision}`}
        name="files"
        label={words.field.files}
        errors={all ? [{ path: "files", message: all }] : []}
      />
    </div>
  );
}

/** Weighs the files before they leave: what was typed stays on the page. Without JavaScript the server says it. */
export function useFilesWeighed() {
  const [tooHeavy, setTooHeavy] = useState<FieldError | null>(null);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const files = new FormData(event.currentTarget).getAll("files").filter((one) => typeof one !== "string");
    const heavy = files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES;
    if (heavy) event.preventDefault();
    setTooHeavy(heavy ? { path: "files", message: words.wrong.filesHeavy } : null);
  };
  return { tooHeavy, onSubmit };
}
