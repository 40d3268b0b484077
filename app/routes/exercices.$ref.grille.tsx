import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import style from "#app/exercise/exercise.css?url";
import { type ActAnswer, actOn } from "#app/exercise/queries/act.ts";
import { type ExercisePage, exercisePage } from "#app/exercise/queries/exercise-page.ts";
import { or404 } from "#app/exercise/queries/or-404.ts";
import { exercise as words } from "#app/messages/exercise.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";
import { Refused } from "#app/ui/refused.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";

const { grid: said } = words;
export const meta: MetaFunction = () => [{ title: frame.titled(said.title) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(exercisePage(context.db, caller, params.ref ?? "", context.now()));
  if (!page.me.animator && !page.me.observer) throw problem(404);
  return { page, exercise: true, pace: page.pace };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(exercisePage(context.db, caller, params.ref ?? "", context.now()));
  const form = await request.formData();
  const answer = await actOn(context.db, caller, page, form, context.now());
  if (answer) return data(answer, { status: 422 });
  return redirect(`/exercices/${page.ref}/grille#${String(form.get("criterion") ?? "").slice(0, 64)}`);
}

/** One thumb, one criterion at a time. */
export default function Grid() {
  const { page } = useLoaderData<typeof loader>() as unknown as { page: ExercisePage };
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const { zone } = useClock();
  const { grid, observations } = page.context;
  return (
    <>
      <p className="fr-mb-1w">
        <Link to={`/exercices/${page.ref}`} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
          {page.title}
        </Link>
      </p>
      <h1>{said.title}</h1>
      <p>{grid.length > 0 ? said.lead : said.none}</p>
      {answer && <Refused what={said.title} because={answer.refused.because} />}
      <ol className="exo-injects">
        {grid.map(({ key, text }) => {
          const mine = observations.find(({ criterion, by }) => criterion === key && by.id === page.me.id);
          return (
            <li key={key} id={key} className="exo-inject" data-state={mine ? "fired" : "planned"}>
              <Form method="post">
                <input type="hidden" name="type" value="observation.noted" />
                <input type="hidden" name="criterion" value={key} />
                <fieldset className="exo-choices">
                  <legend className="fr-text--bold fr-mb-1w">{text}</legend>
                  {Object.entries(said.observed).map(([value, label]) => (
                    <label key={value}>
                      <input
                        type="radio"
                        name="observed"
                        value={value}
                        required
                        defaultChecked={mine?.observed === value}
                      />
                      {label}
                    </label>
                  ))}
                </fieldset>
                <div className="fr-input-group fr-mb-1w">
                  <label className="fr-label" htmlFor={`note-${key}`}>
                    {said.note}
                  </label>
                  <input
                    className="fr-input"
                    id={`note-${key}`}
                    name="note"
                    maxLength={1000}
                    defaultValue={mine?.note ?? ""}
                  />
                </div>
                <button
                  type="submit"
                  className="fr-btn fr-btn--secondary"
                  aria-label={`${said.save} : ${text}`}
                >
                  {said.save}
                </button>
                {mine && (
                  <p className="exo-meta fr-mt-1w fr-mb-0" role="status">
                    {said.saved(
                      said.observed[mine.observed] ?? "",
                      formatDateTime(new Date(mine.at.shown), zone),
                    )}
                  </p>
                )}
              </Form>
            </li>
          );
        })}
      </ol>
    </>
  );
}
