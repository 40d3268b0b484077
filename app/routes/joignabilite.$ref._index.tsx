import { Alert } from "@codegouvfr/react-dsfr/Alert";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { frame } from "#app/messages/frame.ts";
import { reachability as words } from "#app/messages/reachability.ts";
import { actingTenure, Forbidden } from "#app/platform/caller.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { answerTest } from "#app/reachability/commands/answer-test.ts";
import { MyAnswer } from "#app/reachability/components/my-answer.tsx";
import style from "#app/reachability/components/reachability.css?url";
import { RecipientsTable } from "#app/reachability/components/recipients-table.tsx";
import { ResultFigures } from "#app/reachability/components/result-figures.tsx";
import { Tasks } from "#app/reachability/components/tasks.tsx";
import { askedOfMe, recipients } from "#app/reachability/queries/recipients.ts";
import { findTest, testResult } from "#app/reachability/queries/test-result.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { TextField } from "#app/ui/form/text-field.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import { useLive } from "#app/ui/live/use-live.ts";
import { useReadAgain } from "#app/ui/live/use-read-again.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Refused } from "#app/ui/refused.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = ({ params }) => [{ title: frame.titled(`${params.ref} – ${words.title}`) }];
export const links = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const { db } = context;
  const mine = await askedOfMe(db, caller.person.id, params.ref ?? "");
  const test = await findTest(db, caller, params.ref ?? "");
  if (!test && mine.length === 0) throw problem(404);
  if (!test) return { view: "mine" as const, mine };
  const search = new URL(request.url).searchParams;
  const asked = Number(search.get("page") ?? 1);
  const page = asked >= 1 && asked < 10_000 ? Math.trunc(asked) : 1;
  const filter = {
    departement: searchText(search, "departement", 5),
    fn: searchText(search, "fonction", 30),
    state: searchText(search, "reponse", 20),
  };
  const [result, list, run, fix, retry] = await Promise.all([
    testResult(db, test),
    recipients(db, test.id, filter, page),
    actingTenure(db, caller, "reachability.run", test.id),
    actingTenure(db, caller, "task.done", test.id),
    actingTenure(db, caller, "delivery.retried", test.id),
  ]);
  const { context: held, openedAt, closedAt, ...dossier } = test;
  return {
    view: "result" as const,
    mine,
    ...dossier,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    endsAt: held.facts.endsAt,
    result,
    page,
    pages: list.pages,
    rows: list.rows.map((row) => ({ ...row, answeredAt: row.answeredAt?.toISOString() ?? null })),
    done: words.page.done[searchText(search, "fait", 10) ?? ""] ?? null,
    may: { run: run !== null, fix: fix !== null, retry: retry !== null },
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const { db, now } = context;
  const {
    intent = "",
    delivery = "",
    address = "",
    key = "",
    reason = "",
  } = readValues(await request.formData());
  const here = `${paths.reachability}/${encodeURIComponent(params.ref ?? "")}`;
  if (intent === "taken" || intent === "not-me") {
    const mine = await askedOfMe(db, caller.person.id, params.ref ?? "");
    if (!mine.some(({ id }) => id === delivery)) throw problem(404);
    await answerTest(db, delivery, intent, now());
    return redirect(here);
  }
  const test = await findTest(db, caller, params.ref ?? "");
  if (!test) throw problem(404);
  const events: Record<string, Record<string, unknown>> = {
    end: { type: "reachability.ended", reason },
    task: { type: "task.done", key },
    retry: { type: "delivery.retried", delivery, address },
  };
  const event = events[intent];
  if (!event) throw problem(400);
  try {
    await sendEvent(db, caller, test.id, event, now());
    context.wake?.();
    return redirect(`${here}?fait=${intent}`);
  } catch (error) {
    if (error instanceof Forbidden) throw problem(403, { detail: error.message });
    if (!(error instanceof RuleRefused || error instanceof InputRefused)) throw error;
    return { because: error.message };
  }
}

export default function Test() {
  const data = useLoaderData<typeof loader>();
  return data.view === "mine" ? <MyAnswer mine={data.mine} /> : <Result test={data} />;
}

/** At most one reading every two seconds, however many people answer at once. */
const REST = { least: 2_000, spread: 0 };
type Shown = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { view: "result" }>;

/** The dossier goes as one value: its reference must not be taken for a React ref. */
function Result({ test }: { test: Shown }) {
  const answer = useActionData<typeof action>();
  const readAgain = useReadAgain();
  useLive({ feed: true }, { change: ({ dossier }) => dossier === test.id && readAgain(REST) });
  const { page: say } = words;
  return (
    <>
      <Trail links={[{ to: paths.reachability, label: words.title }]} current={test.ref} />
      <div role="status">
        {test.done && <Alert small severity="success" description={test.done} className="fr-mb-3w" />}
      </div>
      {answer && "because" in answer && answer.because && (
        <Refused what={say.refused} because={answer.because} />
      )}
      <h1 className="fr-mb-1w">
        <span dir="auto">{test.title}</span>
      </h1>
      <p className="tocsin-quiet">
        <StateBadge {...(words.states[test.state] ?? { label: test.state, tone: "neutral" as const })} />{" "}
        {test.ref} · {test.dispositif} · {say.sent} <Moment at={test.openedAt} short /> · {say.ends}{" "}
        <Moment at={test.closedAt ?? test.endsAt} short />
      </p>
      <ResultFigures result={test.result} />
      <p>
        <a
          href={`${paths.reachability}/${test.ref}/resultat.pdf`}
          className="fr-link fr-icon-file-pdf-line fr-link--icon-left"
        >
          {say.pdf}
        </a>
      </p>
      <Tasks tasks={test.result.tasks} may={test.may.fix} />
      <RecipientsTable
        rows={test.rows}
        pages={test.pages}
        page={test.page}
        departements={test.result.departements.flatMap(([code]) => (code ? [code] : []))}
        functions={test.result.functions.map(([fn]) => fn)}
        ref_={test.ref}
        mayRetry={test.may.retry}
      />
      {test.may.run && test.state === "running" && (
        <Form method="post" className="fr-mt-6w">
          <TextField name="reason" label={say.endReason} required maxLength={500} />
          <button type="submit" name="intent" value="end" className="fr-btn fr-btn--secondary">
            {say.end}
          </button>
        </Form>
      )}
    </>
  );
}
