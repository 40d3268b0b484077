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
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import { ActView } from "#app/homologation/components/act-view.tsx";
import style from "#app/homologation/components/homologation.css?url";
import { newSystemData, newSystemFields } from "#app/homologation/forms/new-system.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation } from "#app/messages/homologation.ts";
import { Forbidden } from "#app/platform/caller.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(homologation.systems.register) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];
const words = homologation.systems;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "system.manage");
  const fields = await newSystemFields(context.db, tenures);
  return { fields, hidden: { idempotency: randomUUID() } };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "system.manage");
  const { intent: _, ...values } = readValues(await request.formData());
  const receipt = receiptFor(caller.person.id, values.idempotency || randomUUID(), values);
  const form = { step: "form" as const, values, errors: [] };
  try {
    const { ref } = await registerSystem(context.db, caller, newSystemData(values), context.now(), receipt);
    return redirect(`${paths.homologation}/systemes/${ref}?fait=1`);
  } catch (error) {
    if (error instanceof InputRefused)
      return data(
        {
          ...form,
          errors: error.errors.map(({ path, message }) => ({
            path: path.replace(/^(owner|operator|host)\..*$/, "$1"),
            message,
          })),
        },
        { status: 422 },
      );
    if (error instanceof RuleRefused) return data({ ...form, refused: error.refusal }, { status: 422 });
    if (error instanceof Forbidden)
      return data({ ...form, errors: [{ path: "owner", message: error.message }] }, { status: 403 });
    throw error;
  }
}

export default function NewSystem() {
  const { fields, hidden } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  return (
    <ActView
      title={words.register}
      lead={words.lead}
      confirm={words.register}
      back={`${paths.homologation}/systemes`}
      about={words.title}
      quiet
      {...{ fields, hidden, answer }}
    />
  );
}
