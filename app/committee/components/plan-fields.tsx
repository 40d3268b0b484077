import { planWords as words } from "#app/messages/committee.ts";
import { matterNames } from "#app/messages/committee-words.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { FieldView } from "#app/ui/form/field-view.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { InstancePage } from "../queries/instance-page.ts";

type Props = {
  page: InstancePage;
  written: boolean;
  values: Record<string, string>;
  errors: readonly FieldError[];
};

/** When and where, then what it will take up: what waits is proposed, ticked unless a meeting has it already. */
export function PlanFields({ page, written, values, errors }: Props) {
  const first = Object.keys(values).length === 0;
  const proposed = page.waiting.filter(({ on }) => !on).map(({ key }) => key);
  return (
    <>
      {!written && (
        <div className="fr-grid-row fr-grid-row--gutters">
          <div className="fr-col-12 fr-col-md-6">
            <TextField name="debut" label={words.at} hint={words.atHint} required errors={errors} defaultValue={values.debut} />
          </div>
          <div className="fr-col-12 fr-col-md-6">
            <FieldView
              field={{ name: "duree", label: words.duration, kind: "select", required: true, value: "2", choices: ["1", "2", "3", "4"].map((value) => ({ value, label: words.hours(value) })) }}
              value={values.duree}
              errors={errors}
            />
          </div>
          <div className="fr-col-12 fr-col-md-6">
            <TextField name="lieu" label={words.place} errors={errors} defaultValue={values.lieu} />
          </div>
          <div className="fr-col-12 fr-col-md-6">
            <TextField name="lien" label={words.link} hint={words.linkHint} errors={errors} defaultValue={values.lien} />
          </div>
        </div>
      )}
      {page.extra && (
        <details className="fr-mb-3w" open={values.supplementaire === "oui"}>
          <summary>{words.extra}</summary>
          <div className="tocsin-disclosed">
            <FieldView field={{ name: "supplementaire", label: words.extra, hint: words.extraHint, kind: "checks", choices: [{ value: "oui", label: words.extraYes }] }} value={values.supplementaire} errors={errors} />
            <FieldView field={{ name: "accords", label: words.extraAgreed, kind: "checks", choices: page.extra.map(({ key, name }) => ({ value: key, label: name })) }} value={values.accords} errors={errors} />
          </div>
        </details>
      )}
      {page.waiting.length === 0 ? (
        <p>{words.itemsNone}</p>
      ) : (
        <FieldView
          field={{
            name: "points",
            label: words.items,
            hint: words.itemsHint,
            kind: "checks",
            choices: page.waiting.map(({ key, kind, title, dossier, cause }) => ({
              value: key,
              label: `${matterNames[kind]} : ${title} (${dossier.ref})`,
              hint: `${cause.text} Article ${cause.article} · ${cause.rule}`,
            })),
          }}
          value={first ? proposed.join(" ") : values.points}
          errors={errors}
        />
      )}
      <TextField name="autres" label={words.others} hint={words.others2} rows={3} errors={errors} defaultValue={values.autres} />
    </>
  );
} // biome-ignore format: one field a line
