import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { isRouteErrorResponse, Link, useActionData, useLoaderData, useRouteError } from "@remix-run/react";
import { ReceiptReused, receiptFor } from "#app/engine/receipt.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { DeclareForm } from "#app/incident/components/declare/declare-form.tsx";
import { DeclarePreviewView } from "#app/incident/components/declare/declare-preview.tsx";
import style from "#app/incident/components/incident.css?url";
import { fieldErrors, placeName, previewPage, proposedTitle } from "#app/incident/queries/declare-page.ts";
import { bodyOf, emptyValues, readValues } from "#app/incident/queries/declare-page-form.ts";
import { myPlaces } from "#app/incident/queries/my-places.ts";
import { frame } from "#app/messages/frame.ts";
import { declare } from "#app/messages/incident-declare.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorPage } from "#app/ui/frame/error-page.tsx";
import { paths } from "#app/ui/paths.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(declare.title) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

const isExercise = (request: Request) => new URL(request.url).searchParams.get("exercice") === "1";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person, tenures } = await requirePerson(context, request);
  const places = await myPlaces(context.db, tenures);
  return { places, person: person.id, empty: emptyValues(randomUUID()), exercise: isExercise(request) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const form = await request.formData();
  const values = readValues(form);
  if (!values.key) values.key = randomUUID();
  const exercise = isExercise(request);
  const now = context.now();
  const zone = caller.tenures.find((one) => one.organisation)?.organisation?.timezone ?? "Europe/Paris";
  const asked = { caller, values, exercise, now, zone };
  if (form.get("intent") === "edit") {
    if (values.title === form.get("proposed")) values.title = "";
    return { step: "form" as const, values, errors: [], found: [] };
  }
  if (form.get("intent") !== "declare") return previewPage(context.db, asked);

  const title = values.title || proposedTitle(values.category, await placeName(context.db, values.place));
  const body = bodyOf(values, String(form.get("noticedAt") ?? ""), title, exercise);
  // « À l’instant » sent again after a lost answer is the same declaration, minutes later though it be.
  const receipt = receiptFor(caller.person.id, values.key, { ...body, noticedAt: values.when });
  try {
    const { ref } = await declareIncident(context.db, caller, body, now, receipt);
    context.wake?.();
    return redirect(`${paths.incidents}/${ref}?declare=1`);
  } catch (error) {
    if (error instanceof ReceiptReused)
      return {
        ...(await previewPage(context.db, { ...asked, values: { ...values, key: randomUUID() } })),
        errors: [{ path: "title", message: declare.wrong.reused }],
      };
    const errors = fieldErrors(error);
    if (errors.some((one) => one.path !== "title"))
      return { step: "form" as const, values, errors, found: [] };
    const again = await previewPage(context.db, asked);
    return { ...again, values: { ...again.values, title: values.title }, errors };
  }
}

export default function Declare() {
  const { places, person, empty, exercise } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (places.choices.length === 0 && !places.searchable)
    return (
      <>
        <h1>{declare.title}</h1>
        <Empty {...declare.nobody} action={{ to: paths.incidents, label: declare.nobody.incidents }} />
      </>
    );
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-9">
        {answer?.step === "preview" ? (
          <DeclarePreviewView preview={answer} />
        ) : (
          <DeclareForm
            places={places}
            person={person}
            exercise={exercise}
            values={answer?.values ?? empty}
            errors={answer?.errors ?? []}
            found={answer?.found ?? []}
            fresh={!answer}
          />
        )}
      </div>
    </div>
  );
}

/** The network gave way while sending: the draft is on this device, and its key makes sending again harmless. */
export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <ErrorPage />;
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-md-8">
        <h1>{declare.failed.title}</h1>
        <p className="fr-text--lead">{declare.failed.text}</p>
        <Link to={paths.declare} reloadDocument className="fr-btn">
          {declare.failed.again}
        </Link>
      </div>
    </div>
  );
}
