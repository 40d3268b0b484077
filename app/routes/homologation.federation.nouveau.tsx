import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActAnswer } from "#app/engine/command/answering.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { ActView } from "#app/homologation/components/act-view.tsx";
import style from "#app/homologation/components/homologation.css?url";
import { applyMember } from "#app/homologation/federation/apply-member.ts";
import { federatedDispositifs } from "#app/homologation/federation/federated.ts";
import { memberFieldOf } from "#app/homologation/federation/member-forms.ts";
import { newMemberData, newMemberFields } from "#app/homologation/federation/new-member.ts";
import { federation as words } from "#app/messages/federation.ts";
import { frame } from "#app/messages/frame.ts";
import { Forbidden } from "#app/platform/caller.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(words.apply) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "federation.manage");
  const dispositifs = await federatedDispositifs(context.db, tenures, context.now());
  if (dispositifs.length === 0)
    throw problem(404, { detail: words.absent.text, to: paths.homologation, toLabel: words.title });
  return { fields: newMemberFields(dispositifs), hidden: { idempotency: randomUUID() } };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "federation.manage");
  const { intent: _, ...values } = readValues(await request.formData());
  const receipt = receiptFor(caller.person.id, values.idempotency || randomUUID(), values);
  const form = { step: "form" as const, values, errors: [] };
  try {
    const { ref } = await applyMember(context.db, caller, newMemberData(values), context.now(), receipt);
    return redirect(`${paths.homologation}/federation/${ref}?fait=1`);
  } catch (error) {
    if (error instanceof InputRefused) {
      const errors = error.errors.map(({ path, message }) => ({
        path: memberFieldOf[path] ?? path,
        message,
      }));
      return data({ ...form, errors }, { status: 422 });
    }
    if (error instanceof RuleRefused) return data({ ...form, refused: error.refusal }, { status: 422 });
    if (error instanceof Forbidden)
      return data({ ...form, errors: [{ path: "organisation", message: error.message }] }, { status: 403 });
    throw error;
  }
}

export default function NewMember() {
  const { fields, hidden } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  return (
    <ActView
      title={words.apply}
      lead={words.applyLead}
      confirm={words.apply}
      back={`${paths.homologation}/federation`}
      about={words.title}
      quiet
      {...{ fields, hidden, answer }}
    />
  );
}
