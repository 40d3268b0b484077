import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Form } from "@remix-run/react";
import { calendars } from "#app/messages/calendars.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { CalendarModel } from "../../queries/calendar-model.ts";

const { friday: words } = calendars;
type Props = Pick<CalendarModel, "asked" | "choices" | "mayWrite"> & {
  values?: Readonly<Record<string, string>> | undefined;
  errors?: readonly FieldError[] | undefined;
};

/** The communes whose Good Friday somebody recorded, and the form to record one. */
export function GoodFriday({ asked, choices, mayWrite, values = {}, errors = [] }: Props) {
  const done = asked.saved ? words.saved(asked.saved) : asked.undone ? words.undone(asked.undone) : null;
  return (
    <section aria-labelledby="vendredi-saint" className="fr-mb-6w">
      <h2 id="vendredi-saint" className="fr-h4">
        {words.title}
      </h2>
      <div role="status">
        {done && <Alert small severity="success" description={done} className="fr-mb-3w" />}
      </div>
      <p>{words.lead}</p>
      {choices.length === 0 ? <p>{words.none}</p> : <Recorded choices={choices} mayWrite={mayWrite} />}
      {mayWrite && (
        <>
          <ErrorSummary errors={errors} />
          <Form method="post" noValidate>
            <TextField
              name="commune"
              label={words.commune}
              hint={words.communeHint}
              defaultValue={values.commune}
              errors={errors}
              required
              autoComplete="off"
            />
            <ChoiceCards
              name="off"
              legend={words.off}
              choices={Object.entries(words.choices).map(([value, label]) => ({ value, label }))}
              value={values.off}
              errors={errors}
            />
            <TextField
              name="reason"
              label={words.reason}
              hint={words.reasonHint}
              defaultValue={values.reason}
              errors={errors}
              required
              maxLength={500}
            />
            <button type="submit" name="intent" value="preview" className="fr-btn fr-btn--secondary">
              {words.next}
            </button>
          </Form>
        </>
      )}
    </section>
  );
}

function Recorded({ choices, mayWrite }: Pick<Props, "choices" | "mayWrite">) {
  return (
    <DataTable
      caption={words.caption}
      rows={choices}
      keyOf={({ id }) => String(id)}
      columns={[
        {
          key: "commune",
          label: words.column.commune,
          render: (one) => `${one.commune} (${one.departement}, ${one.insee})`,
        },
        {
          key: "off",
          label: words.column.off,
          render: (one) => `${words.states[String(one.off)]}${one.last ? "" : ` · ${words.over}`}`,
        },
        { key: "reason", label: words.column.reason, render: (one) => <span dir="auto">{one.reason}</span> },
        {
          key: "by",
          label: words.column.by,
          render: (one) => (
            <>
              {one.by} · <Moment at={one.at} short />
            </>
          ),
        },
        ...(mayWrite
          ? [
              {
                key: "act",
                label: words.column.act,
                render: (one: Props["choices"][number]) =>
                  one.last && one.off !== null ? <Undo id={one.id} commune={one.commune} /> : "",
              },
            ]
          : []),
      ]}
    />
  );
}

const Undo = ({ id, commune }: { id: number; commune: string }) => (
  <Form method="post">
    <input type="hidden" name="choice" value={id} />
    <button
      type="submit"
      name="intent"
      value="undo"
      className="fr-btn fr-btn--tertiary fr-btn--sm"
      aria-label={`${words.undo} : ${commune}`}
    >
      {words.undo}
    </button>
  </Form>
);
