import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ReceiptReused, receiptFor } from "#app/engine/receipt.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import style from "#app/incident/components/incident.css?url";
import { SuspendForm } from "#app/incident/components/suspend/suspend-form.tsx";
import { SuspendPreviewView } from "#app/incident/components/suspend/suspend-preview.tsx";
import { placeName } from "#app/incident/queries/declare-page.ts";
import { myPlaces } from "#app/incident/queries/my-places.ts";
import {
  previewSuspension,
  proposedTitle,
  suspensionErrors,
  zoneOf,
} from "#app/incident/queries/suspend-page.ts";
import {
  checkSuspension,
  emptySuspension,
  readSuspension,
  suspensionBody,
} from "#app/incident/queries/suspend-page-form.ts";
import { frame } from "#app/messages/frame.ts";
import { declare } from "#app/messages/incident-declare.ts";
import { suspend } from "#app/messages/incident-suspend.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(suspend.title) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

const isExercise = (request: Request) => new URL(request.url).searchParams.get("exercice") === "1";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requirePerson(context, request);
  const places = await myPlaces(context.db, tenures);
  return { places, empty: emptySuspension(randomUUID()), exercise: isExercise(request) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const form = await request.formData();
  const values = readSuspension(form);
  if (!values.key) values.key = randomUUID();
  const { db } = context;
  const exercise = isExercise(request);
  const now = context.now();
  const home = caller.tenures.find((one) => one.organisation)?.organisation?.timezone ?? "Europe/Paris";
  const asked = { caller, values, exercise, now, zone: home };
  const again = (errors: ReturnType<typeof suspensionErrors>) => ({
    ...{ step: "form" as const, values, errors, found: [] },
  });
  if (form.get("intent") === "edit") {
    if (values.title === form.get("proposed")) values.title = "";
    return again([]);
  }
  if (form.get("intent") !== "announce") return previewSuspension(db, asked);

  // The window that was read and agreed to, not « dans 2 h » counted anew.
  const [fromAt, untilAt] = [String(form.get("fromAt") ?? ""), String(form.get("untilAt") ?? "")];
  const agreed = { ...values, from: fromAt || values.from, until: untilAt || values.until };
  const { errors, window } = checkSuspension(agreed, now, await zoneOf(db, values.place, home));
  if (errors.length > 0 || !window) return again(errors);
  const title = values.title || proposedTitle(values.cause, await placeName(db, values.place));
  const body = suspensionBody(values, window, { title, now, exercise });
  const receipt = receiptFor(caller.person.id, values.key, {
    ...{ ...body, noticedAt: "" },
    suspension: [values.cause, values.from, values.until],
  });
  try {
    const { ref } = await declareIncident(db, caller, body, now, receipt);
    context.wake?.();
    return redirect(`${paths.incidents}/${ref}?declare=1`);
  } catch (error) {
    if (error instanceof ReceiptReused)
      return {
        ...(await previewSuspension(db, { ...asked, values: { ...values, key: randomUUID() } })),
        errors: [{ path: "title", message: declare.wrong.reused }],
      };
    const mistakes = suspensionErrors(error);
    if (mistakes.some((one) => one.path !== "title")) return again(mistakes);
    const shown = await previewSuspension(db, asked);
    return { ...shown, values: { ...shown.values, title: values.title }, errors: mistakes };
  }
}

export default function Suspend() {
  const { places, empty, exercise } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (places.choices.length === 0 && !places.searchable)
    return (
      <>
        <h1>{suspend.title}</h1>
        <Empty {...declare.nobody} action={{ to: paths.incidents, label: declare.nobody.incidents }} />
      </>
    );
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-9">
        {answer?.step === "preview" ? (
          <SuspendPreviewView preview={answer} />
        ) : (
          <SuspendForm
            places={places}
            exercise={exercise}
            values={answer?.values ?? empty}
            errors={answer?.errors ?? []}
            found={answer?.found ?? []}
          />
        )}
      </div>
    </div>
  );
}
