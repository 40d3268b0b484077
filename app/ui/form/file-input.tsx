import { ui } from "#app/messages/ui.ts";
import { type FieldError, stateOf } from "./error-summary.tsx";

type Props = {
  name: string;
  label?: string;
  hint?: string;
  errors?: readonly FieldError[] | undefined;
  accept?: string;
};

/** Files to attach; the form needs `encType="multipart/form-data"`. */
export function FileInput({ name, label = ui.files, hint = ui.filesHint, errors, accept }: Props) {
  const problem = stateOf(errors, name);
  const described = problem.state ? `${name}-erreur` : undefined;
  return (
    <div className={`fr-upload-group${problem.state ? " fr-upload-group--error" : ""}`}>
      <label className="fr-label" htmlFor={name}>
        {label}
        <span className="fr-hint-text">{hint}</span>
      </label>
      <input
        className="fr-upload"
        type="file"
        id={name}
        name={name}
        multiple
        accept={accept}
        aria-describedby={described}
      />
      {problem.state && (
        <p id={described} className="fr-error-text">
          {problem.stateRelatedMessage}
        </p>
      )}
    </div>
  );
}
