import { Form, Link, useNavigation } from "@remix-run/react";
import { crisisOpen as words } from "#app/messages/crisis-list.ts";
import { type Choice, ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { paths } from "#app/ui/paths.ts";
import { categoryLabels, perimeterLabels } from "#conventions/labels.ts";
import type { OpenPage } from "../../queries/open-page.ts";
import type { OpenValues } from "../../queries/open-page-form.ts";
import type { OpenAnswer } from "../../queries/open-page-preview.ts";
import { RefusedAct } from "../act/notices.tsx";
import { RunbookQuestion } from "./runbook-question.tsx";

const categories: Choice[] = Object.entries(categoryLabels).map(([value, { label, example }]) => ({
  value,
  label,
  hint: example,
}));
const perimeters: Choice[] = Object.entries(perimeterLabels).map(([value, label]) => ({ value, label }));
const known: Choice[] = [
  { value: "yes", label: words.yes },
  { value: "no", label: words.no },
  { value: "unknown", label: words.unknown },
];

type Props = { page: Omit<OpenPage, "values">; answer: OpenAnswer };

/** What a crisis is opened on; from an incident, everything is there already. */
export function OpenForm({ page, answer }: Props) {
  const busy = useNavigation().state !== "idle";
  const { values, errors, found, refused } = answer;
  const text = (
    name: keyof OpenValues,
    label: string,
    more: { hint?: string; rows?: number; required?: boolean },
  ) => <TextField name={name} label={label} defaultValue={values[name]} errors={errors} {...more} />;
  const cards = (
    name: keyof OpenValues,
    legend: string,
    choices: readonly Choice[],
    layout: "tiles" | "thirds" | "list",
  ) => <ChoiceCards {...{ name, legend, choices, layout, errors }} value={values[name]} />;
  const chosen = page.dispositifs.find(({ value }) => value === values.dispositif);
  const facts = (
    <>
      {text("title", words.crisisTitle, { required: true })}
      {text("summary", words.summary, { hint: words.summaryHint, rows: 5, required: true })}
      <Place page={page} values={values} found={found} errors={errors} />
      {cards("category", words.category, categories, "tiles")}
      {cards("perimeter", words.perimeter, perimeters, "thirds")}
      {cards("personalData", words.personalData, known, "thirds")}
      {text("awareAt", words.awareAt, { hint: words.awareAtHint })}
    </>
  );
  const runbook = (
    <RunbookQuestion
      key={`${values.dispositif} ${values.category} ${values.runbook}`}
      runbooks={page.runbooks}
      category={values.category}
      value={values.runbook}
      errors={errors}
    />
  );
  return (
    <>
      {refused && <RefusedAct what={words.what} refused={refused} crisis="" />}
      <ErrorSummary errors={errors} />
      <Form
        method="post"
        noValidate
        className="crisis-act"
        onSubmit={(event) => busy && event.preventDefault()}
      >
        <input type="hidden" name="key" value={values.key} />
        <input type="hidden" name="incident" value={values.incident} />
        <input type="hidden" name="dispositif" value={values.dispositif} />
        {page.dispositifs.length > 1 && (
          <p>
            {words.in} <strong>{chosen?.label}</strong> ·{" "}
            <Link to={paths.openCrisis} className="fr-link">
              {words.change}
            </Link>
          </p>
        )}
        {page.incident ? (
          <>
            {runbook}
            <details className="crisis-ways fr-mb-4w" open={errors.some(({ path }) => path !== "runbook")}>
              <summary>{words.taken(page.incident.ref)}</summary>
              {facts}
            </details>
          </>
        ) : (
          <>
            {facts}
            {runbook}
          </>
        )}
        <ul className="fr-btns-group fr-btns-group--inline-md incident-send">
          <li>
            <button type="submit" name="intent" value="preview" className="fr-btn" aria-disabled={busy}>
              {words.next}
            </button>
          </li>
          <li>
            <Link
              to={page.incident ? `${paths.incidents}/${page.incident.ref}` : paths.crises}
              className="fr-btn fr-btn--secondary"
            >
              {words.back}
            </Link>
          </li>
        </ul>
      </Form>
    </>
  );
}

type PlaceProps = { page: Props["page"]; values: OpenValues; found: Choice[]; errors: readonly FieldError[] };

/** Where: the place known, those found, and a search for another. */
function Place({ page, values, found, errors }: PlaceProps) {
  const choices = found.length > 0 ? found : page.place ? [page.place] : [];
  return (
    <>
      {choices.length > 0 && (
        <ChoiceCards
          key={choices.map(({ value }) => value).join(" ")}
          name="place"
          legend={found.length > 1 ? words.placeFound : words.place}
          choices={choices}
          value={values.place}
          errors={errors}
        />
      )}
      <TextField
        name="search"
        label={choices.length > 0 ? words.placeOther : words.place}
        hint={words.placeHint}
        defaultValue={values.search}
        errors={errors}
        required={choices.length === 0}
        autoComplete="off"
      />
    </>
  );
}
