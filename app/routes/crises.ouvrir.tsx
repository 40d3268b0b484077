import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import style from "#app/crisis/components/act/act.css?url";
import { OpenForm } from "#app/crisis/components/open/open-form.tsx";
import { OpenPreview } from "#app/crisis/components/open/open-preview.tsx";
import { type OpenPage, openPage } from "#app/crisis/queries/open-page.ts";
import { openingOf, readOpening } from "#app/crisis/queries/open-page-form.ts";
import { type OpenAnswer, previewOpen, refusing } from "#app/crisis/queries/open-page-preview.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import shared from "#app/incident/components/incident.css?url";
import { crisisOpen as words } from "#app/messages/crisis-list.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { runbooksOf } from "#app/runbook/queries/runbooks-of.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: shared },
  { rel: "stylesheet", href: style },
];

const isExercise = (request: Request) => new URL(request.url).searchParams.get("exercice") === "1";
/** The zone in which they type times. */
const zoneOf = (tenures: { organisation: { timezone: string } | null }[]) =>
  tenures.find((one) => one.organisation)?.organisation?.timezone ?? "Europe/Paris";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const search = new URL(request.url).searchParams;
  const asked = {
    incident: search.get("incident")?.slice(0, 32) ?? "",
    dispositif: search.get("dispositif")?.slice(0, 64) ?? "",
    zone: zoneOf(caller.tenures),
  };
  const page = await openPage(context.db, caller, asked, runbooksOf);
  return { page, exercise: isExercise(request) || (page?.exercise ?? false) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db } = context;
  const caller = await requirePerson(context, request);
  const form = await request.formData();
  const values = readOpening(form);
  if (!values.key) values.key = randomUUID();
  const now = context.now();
  const zone = zoneOf(caller.tenures);
  const typed = await openPage(
    db,
    caller,
    { incident: values.incident, dispositif: values.dispositif, zone, typed: values },
    runbooksOf,
  );
  const exercise = isExercise(request) || (typed?.exercise ?? false);
  const asked = { db, caller, values, exercise, now, zone };
  const again = (answer: OpenAnswer) => {
    const status = answer.refused || answer.errors.length > 0 ? 422 : 200;
    return data({ answer, page: typed }, { status });
  };
  if (form.get("intent") === "edit") return again({ step: "form", values, errors: [], found: [] });
  if (form.get("intent") !== "open") return again(await previewOpen(asked));
  const input = openingOf(values, String(form.get("understood") ?? ""), exercise);
  const opened = await refusing(asked, () =>
    openCrisis(db, caller, input, now, receiptFor(caller.person.id, values.key, input)),
  );
  if ("step" in opened) return again(opened);
  context.wake?.();
  return redirect(`${paths.crises}/${opened.ref}`);
}

export default function Open() {
  const { page: first } = useLoaderData<typeof loader>() as { page: OpenPage | null };
  const sent = useActionData<typeof action>() as { answer: OpenAnswer; page: OpenPage | null } | undefined;
  const page = sent?.page ?? first;
  if (!page)
    return (
      <>
        <h1>{words.title}</h1>
        <Empty
          title={words.nobody.title}
          text={words.nobody.text}
          action={{ to: paths.declare, label: words.nobody.action }}
        />
      </>
    );
  if (page.runbooks.length === 0) return <NoRunbook page={page} />;
  const answer = sent?.answer ?? { step: "form", values: page.values, errors: [], found: [] };
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-9">
        {answer.step === "preview" ? (
          <OpenPreview answer={answer} />
        ) : (
          <>
            <h1>{words.title}</h1>
            <p className="fr-text--lead">{words.lead}</p>
            <p>{page.incident ? words.from(page.incident.ref, page.incident.title) : words.direct}</p>
            <OpenForm page={page} answer={answer} />
          </>
        )}
      </div>
    </div>
  );
}

/** Nothing to follow yet: of several dispositifs one is chosen first; else a procedure has to be written. */
function NoRunbook({ page: { values, dispositifs } }: { page: OpenPage }) {
  return (
    <>
      <h1>{words.title}</h1>
      {values.dispositif ? (
        <Empty
          title={words.noRunbook.title}
          text={words.noRunbook.text}
          action={{ to: "/procedures", label: words.noRunbook.action }}
        />
      ) : (
        <>
          <h2 className="fr-h4">{words.dispositif}</h2>
          <ul className="incident-plain">
            {dispositifs.map(({ value, label }) => (
              <li key={value}>
                <Link to={`?dispositif=${value}`} className="fr-link">
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
