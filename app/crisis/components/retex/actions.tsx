import { Form } from "@remix-run/react";
import type { RetexValues } from "#app/crisis/queries/retex-form.ts";
import { retex } from "#app/messages/crisis-retex.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { RetexAction } from "#machines/crisis/v1/context.ts";

type Props = {
  actions: RetexAction[];
  may: { add: boolean; finish: boolean };
  errors: readonly FieldError[];
  typed: RetexValues | undefined;
  idempotency: string;
};

/** What was decided, who answers for it and until when; open ones first. */
export function Actions({ actions, may, errors, typed, idempotency }: Props) {
  const sorted = [...actions].sort(
    (a, b) => Number(Boolean(a.done)) - Number(Boolean(b.done)) || a.dueAt.localeCompare(b.dueAt),
  );
  return (
    <section aria-labelledby="retex-actions" className="fr-mb-6w">
      <h2 id="retex-actions" className="fr-h4">
        {retex.actions}
      </h2>
      <p>{retex.actionsLead}</p>
      {sorted.length === 0 && <p>{retex.noActions}</p>}
      <ul className="retex-actions">
        {sorted.map((one) => (
          <li key={one.key}>
            <strong>{one.title}</strong>
            <br />
            {one.owner} · <TimeLeft dueAt={one.dueAt} settled={Boolean(one.done)} />
            {one.done ? (
              <Done done={one.done} dropped={one.dropped} />
            ) : (
              may.finish && <Finish action={one} idempotency={idempotency} />
            )}
          </li>
        ))}
      </ul>
      {may.add && (
        <Form method="post" className="retex-form" key={`add-${actions.length}`}>
          <input type="hidden" name="idempotency" value={`${idempotency}-add`} />
          <TextField
            name="title"
            label={retex.action.title}
            maxLength={300}
            required
            defaultValue={typed?.title}
            errors={errors}
          />
          <TextField
            name="owner"
            label={retex.action.owner}
            maxLength={160}
            required
            defaultValue={typed?.owner}
            errors={errors}
          />
          <TextField
            name="dueAt"
            label={retex.action.dueAt}
            hint={retex.dueHint}
            required
            defaultValue={typed?.dueAt}
            errors={errors}
            autoComplete="off"
          />
          <button type="submit" name="intent" value="add" className="fr-btn fr-btn--secondary">
            {retex.action.add}
          </button>
        </Form>
      )}
    </section>
  );
}

const Done = ({ done, dropped }: { done: NonNullable<RetexAction["done"]>; dropped: true | undefined }) => (
  <p className="fr-text--sm fr-mb-0">
    {(dropped ? retex.droppedBy : retex.doneBy)(done.by.name)}
    <Moment at={done.at} short />
    {done.note && <> : {done.note}</>}
  </p>
);

function Finish({ action, idempotency }: { action: RetexAction; idempotency: string }) {
  return (
    <details>
      <summary aria-label={retex.doneAbout(action.title)}>{retex.done}</summary>
      <Form method="post" className="retex-form">
        <input type="hidden" name="key" value={action.key} />
        <input type="hidden" name="idempotency" value={`${idempotency}-${action.key}`} />
        <label className="fr-label" htmlFor={`note-${action.key}`}>
          {retex.doneNote}
        </label>
        <input id={`note-${action.key}`} name="note" maxLength={1_000} className="fr-input fr-mb-2w" />
        <button type="submit" name="intent" value="done" className="fr-btn fr-btn--sm fr-btn--secondary">
          {retex.done}
        </button>
      </Form>
    </details>
  );
}
