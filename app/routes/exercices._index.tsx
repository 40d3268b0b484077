import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Compare } from "#app/exercise/components/compare.tsx";
import { readyExercises } from "#app/exercise/content/read-ready.ts";
import style from "#app/exercise/exercise.css?url";
import { OWN } from "#app/exercise/own.ts";
import { exercisesOf, type ListedExercise } from "#app/exercise/queries/exercises.ts";
import { exercise as words } from "#app/messages/exercise.ts";
import { frame } from "#app/messages/frame.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { exerciseStateNames } from "#machines/exercise/v1/labels.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "exercise.take-part");
  const [list, { exercises }] = await Promise.all([exercisesOf(context.db, caller), readyExercises()]);
  const ready = exercises.map(({ cle, titre, resume, duree, stimuli }) => ({
    cle,
    titre,
    resume,
    duree,
    stimuli: stimuli.length,
  }));
  return { list, ready, mayPrepare: holdsRight(caller.tenures, "exercise.conduct") };
}

const tones = {
  prepared: "new",
  running: "warning",
  paused: "warning",
  ended: "info",
  debriefed: "success",
  cancelled: "neutral",
} as const;
const columns: Column<ListedExercise>[] = [
  {
    key: "ref",
    label: words.list.ref,
    render: ({ ref, title }) => <Link to={`${paths.exercises}/${ref}`}>{words.titled(ref, title)}</Link>,
  },
  {
    key: "state",
    label: words.list.state,
    render: ({ state }) => <StateBadge label={exerciseStateNames[state]} tone={tones[state]} />,
  },
  { key: "players", label: words.list.players, render: ({ players }) => players },
  {
    key: "planned",
    label: words.list.planned,
    render: ({ plannedAt }) => (plannedAt ? <Moment at={plannedAt} short /> : words.list.none),
  },
];

export default function Exercises() {
  const { list, ready, mayPrepare } = useLoaderData<typeof loader>();
  const played = list.filter(({ results }) => results !== null);
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {list.length === 0 ? (
        <Empty title={words.empty.title} text={words.empty.text} />
      ) : (
        <DataTable caption={words.list.caption} columns={columns} rows={list} keyOf={({ ref }) => ref} />
      )}
      {mayPrepare && (
        <>
          <h2 className="fr-h4 fr-mt-4w">{words.ready.title}</h2>
          <ul className="exo-cards">
            {ready.map((one) => (
              <li key={one.cle}>
                <h3 className="fr-h6 fr-mb-1w">{one.titre}</h3>
                <p>{one.resume}</p>
                <p className="exo-meta">
                  {words.ready.injects(one.stimuli)}, {one.duree}
                </p>
                <p className="fr-mb-0">
                  <Link
                    to={`${paths.exercises}/preparer?modele=${one.cle}`}
                    className="fr-btn fr-btn--secondary"
                    aria-label={words.ready.use(one.titre)}
                  >
                    {words.prepare}
                  </Link>
                </p>
              </li>
            ))}
          </ul>
          <p>
            {words.form.yaml.linkText}{" "}
            <Link to={`${paths.exercises}/preparer?modele=${OWN}`} className="fr-link">
              {words.form.yaml.link}
            </Link>
          </p>
        </>
      )}
      {played.length > 0 && <Compare exercises={played} />}
    </>
  );
}
