import { reliabilityLabels, statusLabels, log as words } from "#app/messages/crisis-room.ts";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";

type Errors = { errors: readonly FieldError[] };

/** The other fields of a main courante, folded: a line typed fast needs none of them. */
export function EntryDetails({ errors }: Errors) {
  const { field } = words;
  return (
    <details className="crisis-entry__details">
      <summary>{words.details}</summary>
      <div>
        <Text name="eventAt" label={field.eventAt} hint={field.eventAtHint} errors={errors} />
        <Text name="from" label={field.from} errors={errors} />
        <Text name="to" label={field.to} errors={errors} />
        <Text name="channel" label={field.channel} hint={field.channelHint} errors={errors} />
        <Choice name="reliability" label={field.reliability} options={reliabilityLabels} />
        <Text name="decider" label={field.decider} errors={errors} />
        <Text name="owner" label={field.owner} errors={errors} />
        <Text name="dueAt" label={field.dueAt} hint={field.dueAtHint} errors={errors} />
        <Choice name="status" label={field.status} options={statusLabels} />
      </div>
    </details>
  );
}

function Text({ name, label, hint, errors }: { name: string; label: string; hint?: string } & Errors) {
  const { stateRelatedMessage: wrong } = stateOf(errors, name) as { stateRelatedMessage?: string };
  const id = `saisie-${name}`;
  return (
    <div className={wrong ? "fr-input-group fr-input-group--error" : "fr-input-group"}>
      <label className="fr-label" htmlFor={id}>
        {label}
        {hint && <span className="fr-hint-text">{hint}</span>}
      </label>
      <input
        id={id}
        name={name}
        className="fr-input"
        maxLength={160}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-erreur` : undefined}
      />
      {wrong && (
        <p id={`${id}-erreur`} className="fr-error-text" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

function Choice({
  name,
  label,
  options,
}: {
  name: string;
  label: string;
  options: Readonly<Record<string, string>>;
}) {
  const id = `saisie-${name}`;
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} name={name} className="fr-select" defaultValue="">
        <option value="">{words.field.none}</option>
        {Object.entries(options).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
