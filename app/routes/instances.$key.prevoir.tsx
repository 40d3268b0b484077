import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { planMeeting } from "#app/committee/commands/plan-meeting.ts";
import style from "#app/committee/components/committee.css?url";
import { PlanFields } from "#app/committee/components/plan-fields.tsx";
import { RefusedAct } from "#app/committee/components/refused-act.tsx";
import { type InstancePage, instancePage } from "#app/committee/queries/instance-page.ts";
import { planOf } from "#app/committee/queries/plan-form.ts";
import { type ActAnswer, answering } from "#app/engine/command/answering.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { planWords as words } from "#app/messages/committee.ts";
import { frame } from "#app/messages/frame.ts";
import { ui } from "#app/messages/ui.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

async function opened(context: Context, request: Request, key: string | undefined) {
  const caller = await requirePerson(context, request);
  const page = await instancePage(context.db, caller, key ?? "", context.now());
  if (!page) throw problem(404);
  if (!page.prepares) throw problem(403, { detail: words.notHere, to: `${paths.committees}/${page.ref}`, toLabel: page.terms.name });
  return { caller, page };
} // biome-ignore format: the sentence stays whole

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { page } = await opened(context, request, params.key);
  const written = new URL(request.url).searchParams.get("forme") === "written";
  return { page, written, idempotency: randomUUID() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, page } = await opened(context, request, params.key);
  const values = readValues(await request.formData());
  const { errors, input } = planOf(values, page.waiting, page.timezone, context.now());
  if (!input) return data<ActAnswer>({ step: "form", values, errors }, { status: 422 });
  const receipt = receiptFor(caller.person.id, values.idempotency || page.id, values);
  const asked = { dispositif: page.dispositif.key, instance: page.key, ...input };
  const answer = await answering(
    { values, fieldOf: { at: "debut", link: "lien", place: "lieu" } },
    async () => {
      const { ref } = await planMeeting(context.db, caller, asked, context.now(), receipt);
      return { ref };
    },
  );
  if ("ref" in answer) return redirect(`${paths.committees}/seances/${answer.ref}`);
  return data(answer, { status: 422 });
}

export default function Plan() {
  const { page, written, idempotency } = useLoaderData<typeof loader>() as unknown as { page: InstancePage; written: boolean; idempotency: string };
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const busy = useNavigation().state !== "idle";
  const here = `${paths.committees}/${page.ref}`;
  return (
    <>
      <Trail links={[{ to: paths.committees, label: frame.navigation.committees }, { to: here, label: page.terms.name }]} current={words.title} />
      <h1>{written ? words.written : words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {answer?.refused && (
        <RefusedAct what={words.confirm} refused={answer.refused} />
      )}
      <ErrorSummary errors={answer?.errors ?? []} />
      <Form method="post" noValidate onSubmit={(event) => busy && event.preventDefault()}>
        <input type="hidden" name="idempotency" value={idempotency} />
        <input type="hidden" name="forme" value={written ? "written" : "sitting"} />
        <PlanFields page={page} written={written} values={answer?.values ?? {}} errors={answer?.errors ?? []} />
        <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-4w">
          <li>
            <button type="submit" className="fr-btn" aria-disabled={busy}>{written ? words.confirmWritten : words.confirm}</button>
          </li>
          <li>
            <Link to={here} className="fr-btn fr-btn--secondary">{ui.cancel}</Link>
          </li>
        </ul>
      </Form>
    </>
  );
} // biome-ignore format: one part a line
