import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { previewEvent } from "#app/engine/command/send-event.ts";
import { InputRefused } from "#app/engine/input.ts";
import { retryDelivery } from "#app/incident/commands/retry-delivery.ts";
import { DeadLetterFacts } from "#app/incident/components/register/dead-letter-facts.tsx";
import { RetryForm } from "#app/incident/components/register/retry-form.tsx";
import { alreadyAddressed, deadLetter } from "#app/incident/queries/dead-letters.ts";
import { deliveries, whyNot } from "#app/messages/deliveries.ts";
import { frame } from "#app/messages/frame.ts";
import { Forbidden } from "#app/platform/caller.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

const { one: words } = deliveries;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? words.title(data.letter.name) : deliveries.title) },
];

async function find({ request, context, params }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "delivery.read");
  const letter = await deadLetter(context.db, caller.tenures, params.id ?? "");
  if (!letter) throw problem(404);
  return { caller, letter };
}

export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader(args: LoaderFunctionArgs) {
  const { letter } = await find(args);
  return { letter: { ...letter, lastTry: letter.lastTry.toISOString() } };
}

const answer = (more: { address: string; step: "check" | "confirm" | "done" | "late"; error?: string }) => ({
  errors: more.error ? [{ path: "address", message: more.error }] : [],
  ...more,
});

/** First press: the same checks as the event itself, nothing done. Second press: it leaves. */
export async function action(args: ActionFunctionArgs) {
  const { caller, letter } = await find(args);
  const { db, now, wake } = args.context;
  const form = await args.request.formData();
  const address = String(form.get("address") ?? letter.address)
    .trim()
    .slice(0, 320);
  if (letter.state !== "dead" && letter.state !== "refused") return answer({ address, step: "late" });
  if (!z.email().safeParse(address).success) return answer({ address, step: "check", error: words.wrong });
  if (await alreadyAddressed(db, letter.id, address))
    return answer({ address, step: "check", error: words.taken });
  try {
    const event = { type: "delivery.retried", delivery: letter.id, address };
    if (form.get("intent") !== "send") {
      await previewEvent(db, caller, letter.dossierId, event, now());
      return answer({ address, step: "confirm" });
    }
    await retryDelivery(db, caller, letter, address, now());
    wake();
    return answer({ address, step: "done" });
  } catch (error) {
    if (error instanceof Forbidden) throw problem(403, { detail: error.message });
    if (error instanceof InputRefused) return answer({ address, step: "check", error: error.message });
    throw error;
  }
}

export default function OneDeadLetter() {
  const { letter } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const waits = letter.state === "dead" || letter.state === "refused";
  return (
    <>
      <Trail links={[{ to: paths.deadLetters, label: words.back }]} current={letter.name} />
      <h1 className="fr-mb-2w">{words.title(letter.name)}</h1>
      {waits && <p className="fr-text--lead">{whyNot(letter.lastError, letter.state).text}</p>}
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-lg-6">
          <RetryForm letter={letter} done={done} />
        </div>
        <div className="fr-col-12 fr-col-lg-6">
          <DeadLetterFacts letter={letter} />
        </div>
      </div>
    </>
  );
}
