import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { prepareExercise } from "#app/exercise/commands/prepare-exercise.ts";
import { OwnChronogramme } from "#app/exercise/components/own-chronogramme.tsx";
import { Parts } from "#app/exercise/components/parts.tsx";
import { exampleText, readyExercises } from "#app/exercise/content/read-ready.ts";
import style from "#app/exercise/exercise.css?url";
import { OWN } from "#app/exercise/own.ts";
import { type Candidate, candidatesFor } from "#app/exercise/queries/candidates.ts";
import { ownExercise } from "#app/exercise/queries/own-exercise.ts";
import {
  type PrepareValues,
  preparationOf,
  readPrepare,
  startFrom,
} from "#app/exercise/queries/prepare-page.ts";
import { dispositifsFor } from "#app/exercise/queries/where.ts";
import { exercise as words } from "#app/messages/exercise.ts";
import { frame } from "#app/messages/frame.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { problem } from "#app/ui/problem.ts";

const { form: said } = words;
export const meta: MetaFunction = () => [{ title: frame.titled(said.title) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

type Around = {
  values: PrepareValues;
  people: Candidate[];
  dispositifs: { key: string; name: string }[];
  place: string;
};
type Answer = Around & { errors: FieldError[]; step: "yaml" | "form" | "preview" };

/** What surrounds the form: where one may prepare, and the people to pick from. */
async function around({ db, now }: Context, caller: Caller, values: PrepareValues): Promise<Around> {
  const places = await dispositifsFor(db, caller);
  const where = places.find(({ key }) => key === values.dispositif) ?? places[0];
  if (!where) throw problem(403);
  const picked = Object.keys(values.parts);
  const people = await candidatesFor(db, where.key, { picked, words: values.search, now: now() });
  const dispositifs = places.map(({ key, name }) => ({ key, name }));
  return { values: { ...values, dispositif: where.key }, people, dispositifs, place: where.placeName };
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "exercise.conduct");
  const search = new URL(request.url).searchParams;
  const { exercises } = await readyExercises();
  const ready = exercises.find(({ cle }) => cle === search.get("modele")) ?? exercises[0];
  if (!ready) throw problem(404);
  const start = startFrom(ready, search.get("dispositif") ?? "", randomUUID(), caller.person.id);
  const own = search.get("modele") === OWN;
  const values = own ? { ...start, model: OWN, yaml: await exampleText() } : start;
  return {
    step: own ? ("yaml" as const) : ("form" as const),
    ...(await around(context, caller, values)),
    me: caller.person.id,
    suggested: ready.sieges,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "exercise.conduct");
  const form = await request.formData();
  const values = readPrepare(form);
  const intent = form.get("intent");
  const { exercises } = await readyExercises();
  const own = values.model === OWN ? await ownExercise(context.db, values.yaml) : null;
  const ready = own ? "ready" in own && own.ready : exercises.find(({ cle }) => cle === values.model);
  const where = (await dispositifsFor(context.db, caller)).find(({ key }) => key === values.dispositif);
  if (!where) throw problem(404);
  const again = async (step: Answer["step"], errors: FieldError[] = [], from = values) =>
    data({ ...(await around(context, caller, from)), errors, step } satisfies Answer, {
      status: errors.length > 0 ? 422 : 200,
    });
  if (own && "errors" in own) return again("yaml", own.errors);
  if (!ready) throw problem(404);
  if (intent === "rewrite") return again("yaml");
  if (intent === "read") {
    const start = startFrom(ready, values.dispositif, values.key, caller.person.id);
    return again("form", [], { ...start, model: OWN, yaml: values.yaml });
  }
  if (intent === "search" || intent === "edit") return again("form");
  try {
    const { input, errors } = preparationOf(values, ready, where, context.now());
    if (!input) return again("form", errors);
    if (intent !== "prepare") return again("preview");
    const receipt = receiptFor(caller.person.id, values.key || randomUUID(), {
      title: input.title,
      players: input.players,
    });
    const { ref } = await prepareExercise(context.db, caller, input, context.now(), receipt);
    return redirect(`/exercices/${ref}`);
  } catch (error) {
    if (error instanceof InputRefused) return again("form", error.errors);
    if (error instanceof RuleRefused)
      return again("form", [{ path: "title", message: error.refusal.because }]);
    throw error;
  }
}

export default function Prepare() {
  const first = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const { values, people, dispositifs } = answer ?? first;
  const errors = answer?.errors;
  const step = answer?.step ?? first.step;
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-9">
        <h1>{step === "yaml" ? said.yaml.title : said.title}</h1>
        {step === "yaml" ? (
          <OwnChronogramme values={values} errors={errors} />
        ) : step === "preview" ? (
          <Preview values={values} people={people} />
        ) : (
          <Form method="post" noValidate>
            <p className="fr-text--lead">{said.lead}</p>
            <ErrorSummary errors={errors} />
            <input type="hidden" name="key" value={values.key} />
            <input type="hidden" name="model" value={values.model} />
            {values.model === OWN && <input type="hidden" name="yaml" value={values.yaml} />}
            {dispositifs.length > 1 ? (
              <div className="fr-select-group">
                <label className="fr-label" htmlFor="dispositif">
                  {said.dispositif}
                </label>
                <select
                  className="fr-select"
                  id="dispositif"
                  name="dispositif"
                  defaultValue={values.dispositif}
                >
                  {dispositifs.map(({ key, name }) => (
                    <option key={key} value={key}>
                      {name}
                    </option>
                  ))}
                </select>
              </div>
            ) : (
              <input type="hidden" name="dispositif" value={values.dispositif} />
            )}
            <TextField
              name="title"
              label={said.name}
              required
              maxLength={160}
              defaultValue={values.title}
              errors={errors}
            />
            <TextField
              name="situation"
              label={said.situation}
              hint={said.situationHint}
              rows={4}
              required
              defaultValue={values.situation}
              errors={errors}
            />
            <TextField
              name="objectives"
              label={said.objectives}
              hint={said.objectivesHint}
              rows={4}
              required
              defaultValue={values.objectives}
              errors={errors}
            />
            <TextField
              name="plannedAt"
              label={said.planned}
              hint={said.plannedHint}
              defaultValue={values.plannedAt}
              errors={errors}
            />
            <Parts values={values} people={people} errors={errors} />
            <div className="exo-buttons fr-mt-3w">
              <button type="submit" name="intent" value="preview" className="fr-btn">
                {said.preview}
              </button>
              {values.model === OWN && (
                <button type="submit" name="intent" value="rewrite" className="fr-btn fr-btn--tertiary">
                  {said.yaml.change}
                </button>
              )}
            </div>
          </Form>
        )}
      </div>
    </div>
  );
}

/** Who can be reached, and that nobody else can: read before anything is made. */
function Preview({ values, people }: { values: PrepareValues; people: Candidate[] }) {
  const players = people.filter(({ id }) => values.parts[id]?.startsWith("player"));
  const lines = [
    said.reach(players.filter(({ reachable }) => reachable).length),
    said.community,
    said.lock,
    said.nobody,
  ];
  const { parts, ...texts } = values;
  return (
    <Form method="post">
      <Consequences lines={lines.map((text) => ({ text }))}>
        <ul>
          {players.map(({ id, name, organisation, reachable }) => {
            const seat = values.parts[id]?.split(":")[1];
            return (
              <li key={id}>
                {name}, {organisation}
                {seat && ` · ${words.seat} : ${words.seats[seat] ?? seat}`}
                {!reachable && <strong> · {said.noAddress}</strong>}
              </li>
            );
          })}
        </ul>
      </Consequences>
      {Object.entries(texts).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {Object.entries(parts).map(([id, part]) => (
        <input key={id} type="hidden" name={`part:${id}`} value={part} />
      ))}
      <div className="exo-buttons">
        <button type="submit" name="intent" value="prepare" className="fr-btn">
          {said.confirm(players.length)}
        </button>
        <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">
          {said.edit}
        </button>
      </div>
    </Form>
  );
}
