import { useEffect, useRef } from "react";
import { ui } from "#app/messages/ui.ts";

/** What is wrong with one field; `path` is the field's name and id. */
export type FieldError = { path: string; message: string };

/** All that is wrong, before the form, each line leading to its field; takes the focus when it appears. */
export function ErrorSummary({ errors = [] }: { errors?: readonly FieldError[] | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} className="fr-alert fr-alert--error fr-mb-4w" role="alert" tabIndex={-1}>
      <h2 className="fr-alert__title">{ui.errorSummary(errors.length)}</h2>
      <ul>
        {errors.map(({ path, message }) => (
          <li key={path + message}>
            <a href={`#${path}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The state of one field, as react-dsfr's inputs take it. */
export function stateOf(errors: readonly FieldError[] | undefined, path: string) {
  const message = errors?.find((error) => error.path === path)?.message;
  return message ? { state: "error" as const, stateRelatedMessage: message } : {};
}
