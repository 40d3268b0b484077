import { functionShortLabels } from "#conventions/labels.ts";
import { closeTask, retryDelivery, sealNotice } from "../../alerting/effects.ts";
import type { DeadlineReached } from "../../alerting/events.ts";
import type { Effect, ReachabilityFacts } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import { answererOf } from "../../time/answerer.ts";
import { dueAt } from "../../time/due.ts";
import type { ReachabilityContext } from "./context.ts";
import type { Answered, Opened } from "./events.ts";
import { CHOICE, planOf, scopeOf } from "./plan.ts";

export const WAVE = "test";
/** A reminder each second working day at the same hour: a test must not weigh as a crisis does. */
export const REMIND = { workingHours: 48 };
type Make = (test: ReachabilityContext, happening: Happening, world: World) => Effect[];

function factsOf({ facts, place }: ReachabilityContext, world: World, at: string): ReachabilityFacts {
  return {
    kind: "reachability",
    ref: world.ref,
    title: facts.title,
    dispositif: world.convention.dispositif.name,
    timezone: place.timezone,
    exercise: false,
    at,
    endsAt: facts.endsAt,
    ...(facts.text && { text: facts.text }),
    alerts: Object.fromEntries(
      facts.functions.map((fn) => [
        fn,
        {
          statement: `La chaîne d’alerte vous connaît comme « ${functionShortLabels[fn]} » : la console vérifie que ses messages vous parviennent.`,
          expected: ["Appuyez sur « Je suis joignable »."],
          ...CHOICE,
          answerBy: facts.endsAt,
        },
      ]),
    ),
  };
}

const opened: Make = (test, happening, world) => [
  { do: "grant", organisations: [{ id: test.place.id, via: "declarer" }] },
  {
    do: "alert",
    notice: WAVE,
    template: "reachability",
    plan: planOf(test.facts.functions),
    scope: scopeOf(happening.data as Opened, happening.by.id),
    levels: {},
    rehearsal: true,
    facts: factsOf(test, world, happening.at),
  },
  ...nextReminder(test, world, happening.at),
  clock("end", "Fin du test", happening.at, test.facts.endsAt, true),
];

/** None after the end. */
function nextReminder(test: ReachabilityContext, world: World, at: string): Effect[] {
  const due = dueAt(at, REMIND, answererOf(test.place, world.convention)).end;
  return due < test.facts.endsAt ? [clock(`remind-${WAVE}`, "Relance", at, due, false)] : [];
}

const reached: Make = (test, happening, world) => {
  const { key, unanswered = 0 } = happening.data as DeadlineReached;
  const settled: Effect = { do: "settle-deadline", key, as: "met" };
  if (key === "end") return [settled, ...over()];
  if (unanswered === 0) return [settled];
  const notice = `${WAVE}.reminder-${test.reminders}`;
  return [
    settled,
    { do: "remind", about: WAVE, notice, facts: factsOf(test, world, happening.at) },
    ...nextReminder(test, world, happening.at),
  ];
};

const wrongAddresses: Effect = { do: "list-addresses", notice: WAVE, function: "administrateur", ...CHOICE };
const over = (): Effect[] => [
  { do: "settle-deadline", key: `remind-${WAVE}`, as: "cleared" },
  { ...wrongAddresses, silent: true },
];

const answered: Make = (_, { data, by }) => {
  const { delivery, answer, successor } = data as Answered;
  const recorded: Effect = { do: "answer", delivery, answer };
  if (answer === "taken") return [recorded, { do: "close-task", key: `holder-${delivery}` }];
  const where = by.organisation?.name ?? by.name;
  return [
    recorded,
    {
      do: "open-task",
      task: {
        key: `holder-${delivery}`,
        kind: "address",
        function: "administrateur",
        title: `${where} : ce n’est plus ${by.name}${successor ? ` ; à présent : ${successor}` : ""}`.slice(
          0,
          400,
        ),
        ...CHOICE,
        data: { delivery, ...(successor && { successor }) },
      },
    },
  ];
};

/** What follows an event for the world. */
export const makers: Record<string, Make> = {
  "reachability.opened": opened,
  "reachability.ended": () => [{ do: "settle-deadline", key: "end", as: "cleared" }, ...over()],
  "alert.acknowledged": answered,
  "alerts.sent": (_, happening) => sealNotice(happening),
  "deliveries.failed": () => [wrongAddresses],
  "deadline.reached": reached,
  "delivery.retried": (_, happening) => retryDelivery(happening),
  "task.done": (_, happening) => closeTask(happening),
};

const clock = (key: string, name: string, startedAt: string, dueAt_: string, shown: boolean): Effect => ({
  do: "start-deadline",
  deadline: {
    key,
    name,
    ...CHOICE,
    startedAt,
    dueAt: dueAt_,
    shown,
    event: { type: "deadline.reached", key },
  },
});
