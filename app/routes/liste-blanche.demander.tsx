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
import { InputRefused } from "#app/engine/input.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import forms from "#app/incident/components/incident.css?url";
import { frame } from "#app/messages/frame.ts";
import { whitelistForm, whitelistPage } from "#app/messages/whitelist-words.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { readValues } from "#app/ui/form/read-values.ts";
import { TextField } from "#app/ui/form/text-field.tsx";
import { paths } from "#app/ui/paths.ts";
import { Trail } from "#app/ui/trail.tsx";
import { draftRequest } from "#app/whitelist/commands/draft-request.ts";
import { FieldView } from "#app/whitelist/components/field.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import { knownApplications } from "#app/whitelist/queries/known-applications.ts";
import { placesToAskFor } from "#app/whitelist/queries/places.ts";

const words = whitelistForm.start;
export const meta: MetaFunction = () => [{ title: frame.titled(whitelistForm.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: forms },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "whitelist.request");
  const q = new URL(request.url).searchParams.get("q") ?? "";
  const places = await placesToAskFor(context.db, caller);
  return {
    places,
    q,
    known: q.trim() ? await knownApplications(context.db, q) : [],
    idempotency: randomUUID(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "whitelist.request");
  const values = readValues(await request.formData());
  const [dispositif = "", organisation = ""] = (values.place ?? "").split(" ");
  const input = { dispositif, organisation, name: values.name ?? "", ...(values.key && { key: values.key }) };
  try {
    const receipt = receiptFor(caller.person.id, values.idempotency || randomUUID(), input);
    const { ref } = await draftRequest(context.db, caller, input, context.now(), receipt);
    return redirect(`${paths.whitelist}/${ref}/formulaire/application`);
  } catch (error) {
    if (error instanceof InputRefused)
      return data(
        {
          errors: error.errors.map(({ path, message }) => ({
            path: path === "organisation" ? "place" : path,
            message,
          })),
          values,
        },
        { status: 422 },
      );
    throw error;
  }
}

export default function Ask() {
  const { places, q, known, idempotency } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as
    | { errors: FieldError[]; values: Record<string, string> }
    | undefined;
  const errors = answer?.errors ?? [];
  const values = answer?.values ?? { place: places[0]?.value ?? "", name: q };
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <Trail links={[{ to: paths.whitelist, label: whitelistPage.title }]} current={whitelistForm.title} />
        <h1>{whitelistForm.title}</h1>
        <p className="fr-text--lead">{words.lead}</p>
        {places.length === 0 ? (
          <p>{words.nowhere}</p>
        ) : (
          <>
            <ErrorSummary errors={errors} />
            <Form method="get" role="search" className="fr-mb-4w">
              <TextField
                name="q"
                label={words.known}
                hint={words.knownHint}
                type="search"
                defaultValue={q}
                required
              />
              <button type="submit" className="fr-btn fr-btn--secondary">
                {words.search}
              </button>
            </Form>
            <Form method="post" noValidate>
              <input type="hidden" name="idempotency" value={idempotency} />
              {known.length > 0 && (
                <FieldView
                  field={{
                    name: "key",
                    label: words.known,
                    kind: "radio",
                    choices: known.map(({ key, name, publisher, host, listed }) => ({
                      value: key,
                      label: name,
                      hint: [publisher, host, words.listed(listed)].filter(Boolean).join(" · "),
                    })),
                  }}
                  values={values}
                  errors={errors}
                />
              )}
              <TextField name="name" label={words.name} defaultValue={values.name} errors={errors} required />
              <FieldView
                field={{ name: "place", label: words.place, kind: "select", choices: places }}
                values={values}
                errors={errors}
              />
              <button type="submit" className="fr-btn">
                {words.go}
              </button>
            </Form>
          </>
        )}
      </div>
    </div>
  );
}
