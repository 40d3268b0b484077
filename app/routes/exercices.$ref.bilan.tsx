import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Injects } from "#app/exercise/components/injects.tsx";
import style from "#app/exercise/exercise.css?url";
import { type ActAnswer, actOn } from "#app/exercise/queries/act.ts";
import { type DebriefPage, debriefPage } from "#app/exercise/queries/debrief-page.ts";
import { figuresOf } from "#app/exercise/queries/figures.ts";
import { or404 } from "#app/exercise/queries/or-404.ts";
import { exercise as words } from "#app/messages/exercise.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { TextField } from "#app/ui/form/text-field.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Refused } from "#app/ui/refused.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import pageStyle from "../ui/pages.css?url";

const { results: said } = words;
export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? words.titled(given.page.ref, said.title) : said.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(debriefPage(context.db, caller, params.ref ?? "", context.now()));
  return { page, exercise: true, pace: page.pace };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(debriefPage(context.db, caller, params.ref ?? "", context.now()));
  const answer = await actOn(context.db, caller, page, await request.formData(), context.now());
  if (answer) return data(answer, { status: 422 });
  return redirect(`/exercices/${page.ref}/bilan`);
}

export default function Debrief() {
  const { page } = useLoaderData<typeof loader>() as unknown as { page: DebriefPage };
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const { results, context, me, state, actions } = page;
  const { grid, observations, debrief, crisis } = context;
  return (
    <>
      <p className="fr-mb-1w">
        <Link to={`/exercices/${page.ref}`} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
          {page.title}
        </Link>
      </p>
      <h1>{said.title}</h1>
      {answer && <Refused what={said.debrief} because={answer.refused.because} />}
      {state !== "ended" && state !== "debriefed" && <p>{said.notYet}</p>}
      {results && (
        <DataTable
          caption={said.measures}
          columns={[
            { key: "label", label: said.measures, render: ({ label }) => label },
            { key: "value", label: said.title, render: ({ value }) => value },
          ]}
          rows={figuresOf(results)}
          keyOf={({ label }) => label}
          exports={[{ format: "pdf", to: `/exercices/${page.ref}/bilan.pdf` }]}
        />
      )}
      {debrief && (
        <section aria-labelledby="summary">
          <h2 id="summary" className="fr-h4">
            {said.summary}
          </h2>
          <p>{debrief.summary}</p>
          {debrief.strengths && (
            <>
              <h3 className="fr-h6">{said.strengths}</h3>
              <p>{debrief.strengths}</p>
            </>
          )}
          {debrief.improvements && (
            <>
              <h3 className="fr-h6">{said.improvements}</h3>
              <p>{debrief.improvements}</p>
            </>
          )}
        </section>
      )}
      <section aria-labelledby="grid">
        <h2 id="grid" className="fr-h4">
          {words.grid.title}
        </h2>
        <ul className="exo-injects">
          {grid.map(({ key, text }) => (
            <li key={key} className="exo-inject">
              <p className="fr-text--bold fr-mb-1v">{text}</p>
              <ul>
                {observations
                  .filter(({ criterion }) => criterion === key)
                  .map(({ by, observed, note, at }) => (
                    <li key={by.id}>
                      {words.grid.observed[observed]}, {by.name}, <Moment at={at.shown} short />
                      {note && ` : ${note}`}
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      {crisis && (
        <section aria-labelledby="retex">
          <h2 id="retex" className="fr-h4">
            {said.retex}
          </h2>
          <p>{said.retexLead}</p>
          {actions.length === 0 && <p>{said.noneYet}</p>}
          <ul>
            {actions.map(({ key, title, owner, dueAt }) => (
              <li key={key}>
                {title}, {owner}, <Moment at={dueAt} short />
              </li>
            ))}
          </ul>
          <p className="exo-buttons">
            <Link to={`/crises/${crisis.ref}/retex`} className="fr-btn fr-btn--secondary">
              {said.openRetex}
            </Link>
          </p>
        </section>
      )}
      {me.animator && state === "ended" && (
        <Form method="post" noValidate>
          <h2 className="fr-h4">{said.debrief}</h2>
          <input type="hidden" name="type" value="exercise.debriefed" />
          <TextField name="summary" label={said.summary} rows={4} required />
          <TextField name="strengths" label={said.strengths} rows={3} />
          <TextField name="improvements" label={said.improvements} rows={3} />
          <button type="submit" className="fr-btn">
            {said.close}
          </button>
        </Form>
      )}
      {(me.animator || me.observer) && (
        <section aria-labelledby="chrono" className="fr-mt-4w">
          <h2 id="chrono" className="fr-h4">
            {words.page.classic}
          </h2>
          <Injects page={{ ...page, me: { ...me, animator: false, observer: false } }} />
        </section>
      )}
    </>
  );
}
