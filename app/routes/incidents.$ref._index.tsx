import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import style from "#app/incident/components/incident.css?url";
import { AlertTree } from "#app/incident/components/page/alert-tree.tsx";
import { Attachments } from "#app/incident/components/page/attachments.tsx";
import { Clocks } from "#app/incident/components/page/clocks.tsx";
import { DeclaredPanel } from "#app/incident/components/page/declared-panel.tsx";
import { Facts } from "#app/incident/components/page/facts.tsx";
import { IncidentHeader } from "#app/incident/components/page/incident-header.tsx";
import { JournalStory } from "#app/incident/components/page/journal-story.tsx";
import { MainAction, OtherActions } from "#app/incident/components/page/main-action.tsx";
import { Tasks } from "#app/incident/components/page/tasks.tsx";
import { useIncidentLive } from "#app/incident/components/page/use-incident-live.ts";
import { type IncidentPage, incidentPage } from "#app/incident/queries/incident-page.ts";
import { attachFiles, dossierIdOf } from "#app/incident/queries/incident-page-files.ts";
import { isMyDelivery } from "#app/incident/queries/incident-page-people.ts";
import { frame } from "#app/messages/frame.ts";
import { page } from "#app/messages/incident-page.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? page.titled(given.incident.ref, given.incident.title) : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

const whole = (given: string | null) => (given && /^\d{1,9}$/.test(given) ? Number(given) : null);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const search = new URL(request.url).searchParams;
  const incident = await incidentPage(
    context.db,
    caller,
    {
      ref: params.ref ?? "",
      departement: search.get("departement")?.slice(0, 4) || null,
      page: whole(search.get("page")) || 1,
      journal: search.get("journal"),
      before: whole(search.get("avant")),
    },
    context.now(),
  );
  if (!incident) throw problem(404);
  return { incident, person: caller.person.id, exercise: incident.exercise };
}

/** The press of whoever is signed in; the alert has to be theirs. Or files to attach. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const form = await request.formData();
  if (form.get("intent") === "attach") {
    const id = await dossierIdOf(context.db, params.ref ?? "");
    const errors = await attachFiles(context.db, caller, id, form.getAll("fichiers"), context.now());
    if (errors.length > 0) return data({ errors }, { status: 422 });
    return redirect(`/incidents/${params.ref}#pieces`);
  }
  const [delivery, answer] = [String(form.get("delivery") ?? ""), form.get("answer")];
  if (answer !== "taken" && answer !== "not-me") throw problem(404);
  if (!(await isMyDelivery(context.db, caller, delivery))) throw problem(404);
  await acknowledgeAlert(context.db, delivery, answer, context.now());
  return redirect(`/incidents/${params.ref}?repondu=1`);
}

export default function Incident() {
  const { incident, person } = useLoaderData<typeof loader>() as { incident: IncidentPage; person: string };
  const live = useIncidentLive(incident);
  const [search] = useSearchParams();
  const answer = useActionData<typeof action>() as { errors: FieldError[] } | undefined;
  return (
    <>
      {search.has("declare") && <DeclaredPanel incident={incident} person={person} />}
      <ErrorSummary errors={answer?.errors ?? []} />
      {search.has("repondu") && (
        <p className="fr-alert fr-alert--success fr-alert--sm fr-mb-4w" role="status">
          {page.acked}
        </p>
      )}
      <IncidentHeader incident={incident} state={live.state} />
      <MainAction incident={incident} />
      <div className="incident-columns">
        <div>
          <Facts incident={incident} />
          <Clocks clocks={incident.clocks} />
        </div>
        <div className="incident-people">
          <AlertTree incident={incident} answers={live.answers} />
          <Tasks incident={incident} />
        </div>
        <div>
          <OtherActions incident={incident} />
          <Attachments incident={incident} errors={answer?.errors ?? []} />
        </div>
      </div>
      {incident.journal && <JournalStory journal={incident.journal} arrived={live.arrived} />}
    </>
  );
}
