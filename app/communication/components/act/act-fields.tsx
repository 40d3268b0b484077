import { type MessageAct, messageAct } from "#app/messages/communication-act.ts";
import { before } from "#app/messages/communication-before.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { type ActValues, ALL_SCHOOLS } from "../../queries/act-form.ts";

const words = messageAct.field;
export type ActFieldsProps = {
  type: MessageAct;
  values: ActValues;
  errors: readonly FieldError[];
  article: string;
  /** Schools of the reader that have not decided. */
  schools: readonly { id: string; name: string; uai: string | null }[];
  /** Instances that have not looked at it yet. */
  instances: readonly { key: string; name: string }[];
  /** Texts that the message has. */
  texts: readonly string[];
  /** Schools that would not get it: a variable has no value there. */
  lacking?: number | undefined;
};

const reasoned: MessageAct[] = [
  "communication.withdrawn",
  "t1.adapted",
  "t1.rejected",
  "adaptation.declined",
  "t2.refused",
  "approval.refused",
];

/** The questions of one act, few by few. */
export function ActFields(props: ActFieldsProps) {
  const { type, values, errors, article, schools } = props;
  const text = (
    name: string,
    label: string,
    more: { hint?: string; rows?: number; required?: boolean } = {},
  ) => <TextField name={name} label={label} defaultValue={values[name] ?? ""} errors={errors} {...more} />;
  return (
    <>
      {(type === "t2.accepted" || type === "t2.refused") && schools.length > 1 && (
        <ChoiceCards
          name="school"
          legend={words.school}
          choices={[
            { value: ALL_SCHOOLS, label: words.allSchools(schools.length), hint: words.allSchoolsHint },
            ...schools.map(({ id, name, uai }) => ({ value: id, label: name, hint: uai ?? "" })),
          ]}
          value={values.school || undefined}
          errors={errors}
        />
      )}
      {(type === "t1.adapted" || type === "approval.given") && <Texts {...props} />}
      {type === "review.recorded" && <Review {...props} />}
      {reasoned.includes(type) &&
        text("reason", words.reason, {
          rows: 4,
          required: true,
          hint:
            type === "communication.withdrawn"
              ? words.reasonHint
              : `${words.reasonArticle(article)} ${words.reasonHint}`,
        })}
      {type === "approval.given" &&
        text("reason", words.justification, { rows: 3, hint: words.justificationHint })}
      {type === "communication.submitted" && <Lacking {...props} />}
      {(type === "communication.submitted" || type === "t1.approved") &&
        text("note", words.word, { rows: 2, hint: words.wordHint })}
      {type === "task.done" && text("note", words.note, { rows: 2 })}
    </>
  );
}

/** The words themselves, to be corrected in place. */
function Texts({ type, values, errors, texts }: ActFieldsProps) {
  const known = type === "approval.given" ? ["title", "long"] : ["title", "short", "long", "sms"];
  return (
    <>
      {known
        .filter((name) => texts.includes(name))
        .map((name) => (
          <div key={name} className="fr-mb-3w">
            <TextField
              name={name}
              label={words[name as "title" | "short" | "long" | "sms"]}
              defaultValue={values[name] ?? ""}
              errors={errors}
              required
              {...(name === "long" ? { rows: 10 } : name === "title" ? {} : { rows: 3 })}
            />
          </div>
        ))}
    </>
  );
}

function Review({ values, errors, instances }: ActFieldsProps) {
  return (
    <>
      <ChoiceCards
        name="instance"
        legend={words.instance}
        choices={instances.map(({ key, name }) => ({ value: key, label: name }))}
        value={values.instance || (instances.length === 1 ? instances[0]?.key : undefined)}
        errors={errors}
        layout="thirds"
      />
      <ChoiceCards
        name="opinion"
        legend={words.opinion}
        choices={Object.entries(words.opinions).map(([value, one]) => ({ value, ...one }))}
        value={values.opinion || undefined}
        errors={errors}
        layout="thirds"
      />
      <TextField
        name="text"
        label={words.text}
        defaultValue={values.text ?? ""}
        errors={errors}
        rows={5}
        required
      />
    </>
  );
}

/** Said before it is sent, and kept in the journal: who does not get it. */
function Lacking({ lacking = 0, values, errors }: ActFieldsProps) {
  if (lacking === 0) return null;
  const { state, stateRelatedMessage } = {
    state: undefined,
    stateRelatedMessage: undefined,
    ...stateOf(errors, "lacking"),
  };
  return (
    <div className={`fr-checkbox-group fr-mb-3w${state ? " fr-checkbox-group--error" : ""}`}>
      <input
        type="checkbox"
        id="lacking"
        name="lacking"
        value={lacking}
        defaultChecked={values.lacking === String(lacking)}
        aria-describedby={state && "lacking-erreur"}
      />
      <label className="fr-label" htmlFor="lacking">
        {before.text.confirm(lacking)}
      </label>
      {state && (
        <p id="lacking-erreur" className="fr-error-text">
          {stateRelatedMessage}
        </p>
      )}
    </div>
  );
}
