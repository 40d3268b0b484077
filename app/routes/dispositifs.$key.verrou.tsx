import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { NotFound } from "#app/engine/errors.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import cards from "#app/incident/components/incident.css?url";
import { Attest, DecideHeld } from "#app/lock/components/acts.tsx";
import { Attestations } from "#app/lock/components/attestations.tsx";
import { LockCases } from "#app/lock/components/cases.tsx";
import { HeldMessages } from "#app/lock/components/held.tsx";
import { LockHistory } from "#app/lock/components/history.tsx";
import style from "#app/lock/components/lock.css?url";
import { LockPicture } from "#app/lock/components/picture.tsx";
import { type AttestAnswer, attest, previewAttestation } from "#app/lock/queries/attest.ts";
import { decideHeld, type HeldAnswer, previewHeld } from "#app/lock/queries/decide-held.ts";
import { type LockPage, lockPage } from "#app/lock/queries/lock-page.ts";
import { frame } from "#app/messages/frame.ts";
import { lockStates, lock as words } from "#app/messages/lock.ts";
import type { Context } from "#app/platform/context.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Trail } from "#app/ui/trail.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? `${words.title} – ${given.page.dispositif.name}` : words.title) },
];
export const links: LinksFunction = () => [cards, style].map((href) => ({ rel: "stylesheet", href }));

async function opened(context: Context, request: Request, key: string | undefined) {
  const caller = await requireRight(context, request, "convention.read");
  const search = new URL(request.url).searchParams;
  const before = /^\d{1,9}$/.exec(search.get("avant") ?? "")?.[0];
  const asked = {
    before: before ? Number(before) : null,
    exercise: search.get("exercice")?.slice(0, 40) ?? null,
  };
  const now = context.now();
  const page = await lockPage(context.db, caller, key ?? "", now, asked).catch((error: unknown) => {
    throw error instanceof NotFound ? problem(404, { detail: error.message }) : error;
  });
  return { caller, page, now };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { page } = await opened(context, request, params.key);
  return { page, idempotency: randomUUID(), exercise: page.exercise !== null, pace: page.pace };
}

const field = (form: FormData, name: string) => String(form.get(name) ?? "").slice(0, 4_000);

/** A decision on held messages, or an attestation: foreseen first, then done. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, page, now } = await opened(context, request, params.key);
  const form = await request.formData();
  const act = field(form, "act");
  const given = Object.fromEntries([...form.keys()].map((name) => [name, field(form, name)]));
  const { db } = context;
  const idempotency = field(form, "idempotency") || randomUUID();
  const receipt = receiptFor(caller.person.id, idempotency, given);
  const confirmed = given.intent === "confirm";
  if (act === "held" && page.may.decides) {
    const values = {
      ...{ notice: field(form, "notice") || "all", choice: field(form, "choice"), to: field(form, "to") },
      ...{ reason: field(form, "reason"), idempotency },
    };
    if (given.intent === "edit") return { held: { values, errors: [] } as HeldAnswer };
    const asked = { caller, page, values, now };
    const answer = confirmed ? await decideHeld(db, asked, receipt) : await previewHeld(db, asked);
    if (answer) return answered({ held: answer }, answer);
  } else if (act === "attest" && page.may.attest) {
    const values = {
      ...{ channel: field(form, "channel"), checkedOn: field(form, "checkedOn") },
      ...{ proof: field(form, "proof"), idempotency },
    };
    if (given.intent === "edit") return { attest: { values, errors: [] } as AttestAnswer };
    const zone = caller.tenures[0]?.organisation?.timezone ?? "Europe/Paris";
    const asked = { caller, page, values, now, zone };
    const answer = confirmed ? await attest(db, asked, receipt) : previewAttestation(asked);
    if (answer) return answered({ attest: answer }, answer);
  } else throw problem(404);
  context.wake();
  return redirect(`${page.more}fait=1`);
}

/** The page again, with the status that says why. */
const answered = <T,>(body: T, { errors, refused }: HeldAnswer | AttestAnswer) =>
  data(body, { status: refused || errors.length > 0 ? 422 : 200 });

export default function Lock() {
  const { page, idempotency } = useLoaderData<typeof loader>() as { page: LockPage; idempotency: string };
  const answer = useActionData<typeof action>() as { held?: HeldAnswer; attest?: AttestAnswer } | undefined;
  const [search] = useSearchParams();
  const { dispositif, lock, may } = page;
  const { label, tone } = lockStates[lock.state];
  const notice = search.get("decider");
  const start = { errors: [] };
  const held: HeldAnswer = answer?.held ?? {
    ...start,
    values: { notice: notice ?? "all", choice: "", to: "", reason: "", idempotency },
  };
  const attested: AttestAnswer = answer?.attest ?? {
    ...start,
    values: { channel: "", checkedOn: "", proof: "", idempotency },
  };
  return (
    <>
      <Trail
        links={[
          { to: paths.conventions, label: frame.navigation.conventions },
          { to: `${paths.conventions}/${dispositif.key}`, label: dispositif.name },
          ...(page.exercise
            ? [
                {
                  to: `${paths.exercises}/${page.exercise.ref}`,
                  label: `${page.exercise.ref} ${page.exercise.title}`,
                },
              ]
            : []),
        ]}
        current={words.title}
      />
      {search.has("fait") && !answer && (
        <p className="fr-alert fr-alert--success fr-alert--sm fr-mb-4w" role="status">
          {words.done}
        </p>
      )}
      <h1>{words.title}</h1>
      <p>
        <StateBadge label={lock.exists ? label : words.channels.shut} tone={tone} small={false} />{" "}
        {lock.since && (
          <>
            {words.since} <Moment at={lock.since} />
          </>
        )}
      </p>
      <p className="fr-text--lead">{lock.exists ? words.lead[lock.state] : words.none}</p>
      <p>{words.never}</p>
      {(notice || answer?.held) && may.decides && <DecideHeld page={page} answer={held} />}
      {(search.has("attester") || answer?.attest) && may.attest && <Attest page={page} answer={attested} />}
      <LockPicture
        channels={page.channels}
        convention={dispositif.convention}
        settings={may.configure ? paths.channels(dispositif.key) : undefined}
      />
      <LockCases cases={page.cases} />
      <HeldMessages page={page} deciding={Boolean(notice || answer?.held)} />
      <Attestations page={page} />
      <LockHistory history={page.history} here={page.here} more={page.more} />
    </>
  );
}
