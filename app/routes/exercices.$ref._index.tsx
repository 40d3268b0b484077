import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { AddPlayer } from "#app/exercise/components/add-player.tsx";
import { Running, Start } from "#app/exercise/components/conduct.tsx";
import { Injects, MyInjects } from "#app/exercise/components/injects.tsx";
import { People } from "#app/exercise/components/people.tsx";
import { readyExercises } from "#app/exercise/content/read-ready.ts";
import style from "#app/exercise/exercise.css?url";
import { type ActAnswer, actOn } from "#app/exercise/queries/act.ts";
import { type Candidate, candidatesFor } from "#app/exercise/queries/candidates.ts";
import { type ExercisePage, exercisePage } from "#app/exercise/queries/exercise-page.ts";
import { or404 } from "#app/exercise/queries/or-404.ts";
import { exercise as words } from "#app/messages/exercise.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { useLive } from "#app/ui/live/use-live.ts";
import { useReadAgain } from "#app/ui/live/use-read-again.ts";
import { Refused } from "#app/ui/refused.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { exerciseStateNames } from "#machines/exercise/v1/labels.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? words.titled(given.page.ref, given.page.title) : words.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(exercisePage(context.db, caller, params.ref ?? "", context.now()));
  const { exercises } = await readyExercises();
  const factor = exercises.find(({ cle }) => cle === page.context.facts.scenario)?.acceleration ?? 1;
  const search = (new URL(request.url).searchParams.get("joueur") ?? "").trim().slice(0, 80);
  const found =
    search && page.me.animator
      ? await candidatesFor(context.db, page.dispositif, { picked: [], words: search, now: context.now() })
      : [];
  const playing = new Set(page.context.players.map(({ id }) => id));
  return {
    ...{ page, factor, search, found: found.filter(({ id }) => !playing.has(id)).slice(0, 12) },
    ...{ exercise: true, pace: page.pace },
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(exercisePage(context.db, caller, params.ref ?? "", context.now()));
  const answer = await actOn(context.db, caller, page, await request.formData(), context.now());
  if (answer) return data(answer, { status: 422 });
  context.wake();
  return redirect(`/exercices/${page.ref}`);
}

export default function Exercise() {
  const { page, factor, search, found } = useLoaderData<typeof loader>() as unknown as {
    page: ExercisePage;
    factor: number;
    search: string;
    found: Candidate[];
  };
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const readAgain = useReadAgain();
  const soon = () => readAgain({ least: 0, spread: 300 });
  useLive({ dossier: page.id, after: page.revision }, { entry: soon, change: soon });
  const { me, state, context } = page;
  const open = state === "running" || state === "paused";
  const over = state === "ended" || state === "debriefed";
  return (
    <>
      <p className="fr-mb-1w">
        <Link to="/exercices" className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
          {words.title}
        </Link>
      </p>
      <h1>
        {page.title}{" "}
        <StateBadge label={exerciseStateNames[state]} tone={open ? "warning" : "info"} small={false} />
      </h1>
      {answer && <Refused what={words.title} because={answer.refused.because} reason={reasonOf(answer)} />}
      {open && <Running page={page} />}
      {over && (
        <p className="exo-buttons">
          <Link to={`/exercices/${page.ref}/bilan`} className="fr-btn">
            {words.page.debrief}
          </Link>
        </p>
      )}
      {state === "prepared" && me.animator && <Start page={page} factor={factor} />}
      {me.player && context.debex && <MyInjects page={page} />}
      {page.seesAll && (
        <section aria-labelledby="chrono">
          <h2 id="chrono" className="fr-h4">
            {words.page.classic}
          </h2>
          {me.animator && !over && (
            <p>
              <Link
                to={`/exercices/${page.ref}/stimulus/nouveau`}
                className="fr-btn fr-btn--tertiary fr-btn--sm"
              >
                {words.page.inject.add}
              </Link>
            </p>
          )}
          <Injects page={page} />
        </section>
      )}
      <section aria-labelledby="objectives">
        <h2 id="objectives" className="fr-h4">
          {words.page.objectives}
        </h2>
        <ul className="fr-mb-3w">
          {context.facts.objectives.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </section>
      <People page={page} />
      {me.animator && !over && state !== "cancelled" && <AddPlayer search={search} found={found} />}
    </>
  );
}

const reasonOf = ({ refused: { because, rule, article } }: ActAnswer) =>
  rule && article ? { statement: because, rule, article } : undefined;
