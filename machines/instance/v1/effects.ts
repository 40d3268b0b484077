import { levelsOf } from "../../alerting/chase.ts";
import { closeTask, deadLetter, keepAttachment, retryDelivery, sealNotice } from "../../alerting/effects.ts";
import type { Effect, MeetingFacts } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import type { Named } from "../../words.ts";
import type { InstanceContext } from "./context.ts";
import { CHOICE } from "./duties.ts";
import type { InstanceDataOf, InstanceEvent } from "./events.ts";
import { nextCheck } from "./year.ts";

type Asked = {
  before: InstanceContext | undefined;
  after: InstanceContext;
  happening: Happening;
  world: World;
};
type Make = (asked: Asked) => Effect[];
const data = <Type extends InstanceEvent>({ data }: Happening, _: Type) => data as InstanceDataOf<Type>;
const CADENCE = { rule: "CHOIX-INSTANCES", article: "choix de la console" } as const;

const mayRead = (people: Named[]): Effect => ({
  do: "grant",
  organisations: people.map(({ organisation }) => ({ id: organisation.id, via: "party" as const })),
});

/** Looks at the year again on the next of its days, where the text sets a minimum. */
const lookAgain = ({ after, happening }: Asked): Effect[] =>
  after.terms.perYear
    ? [
        {
          do: "start-deadline",
          deadline: {
            key: "year",
            name: `Séances de l’année : ${after.terms.name}`,
            ...CADENCE,
            startedAt: happening.at,
            dueAt: nextCheck(happening.at, after.timezone),
            shown: false,
            event: { type: "year.checked", key: "year" },
          },
        },
      ]
    : [];

/** Whoever convenes by the text, else whoever presides; and the secretaries. */
export function conveners({ seats, terms, chairSeat, secretaries }: InstanceContext): Named[] {
  const by = seats.filter(({ kind, key }) =>
    terms.convenes.kinds.length > 0 ? terms.convenes.kinds.includes(kind) : key === chairSeat,
  );
  const people = [...by.flatMap(({ holder }) => (holder ? [holder] : [])), ...secretaries];
  return people.filter((one, n) => people.findIndex(({ person }) => person === one.person) === n);
}

const counted = (n: number, one: string) => (n === 0 ? `aucune ${one}` : `${n} ${one}${n > 1 ? "s" : ""}`);

/** The year would end below the minimum: whoever convenes is told, with the article, and a task waits. */
function short(asked: Asked): Effect[] {
  const { after, happening, world } = asked;
  const { short: found, terms } = after;
  const { perYear } = terms;
  if (!found || !perYear) return [];
  const { year, held, planned, needed, over } = found;
  const cited = { rule: perYear.rule, article: perYear.article };
  const so = `« ${terms.name} » : ${held === 0 ? "aucune séance tenue" : `${held} séance${held > 1 ? "s tenues" : " tenue"}`} en ${year}`;
  const statement = over
    ? `${so} ; il en fallait ${needed} au moins.`
    : `${so} et ${counted(planned, "prévue")} ; il en faut ${needed} au moins.`;
  const expected = over ? ["Dire pourquoi à la prochaine séance."] : ["Prévoir la séance qui manque avant la fin de l’année."];
  const notice = `year-${year}-${happening.at.slice(0, 10)}`;
  const facts: MeetingFacts = {
    kind: "meeting", what: "year", ref: world.ref, title: terms.name, instance: terms.name,
    dispositif: world.convention.dispositif.name, timezone: after.timezone, exercise: false, at: happening.at,
    path: `/instances/${after.key}`,
    alerts: { year: { statement, expected, ...cited } },
  };
  const people = conveners(after).map(({ person, organisation, function: held_ }) => ({
    person, organisation: organisation.id, function: held_, alert: "year", ...cited,
    // A year is long: who convened at its beginning may be gone at its end.
    otherwise: [held_],
  }));
  return [
    { do: "open-task", task: { key: `year-${year}`, kind: "meeting", function: "rssi", title: statement, ...cited, data: { instance: after.key, year } } },
    ...(people.length > 0 ? [{ do: "call" as const, notice, template: "meeting" as const, people, levels: levelsOf(world.convention), facts }] : []),
  ];
} // biome-ignore format: facts in few lines

const make: Partial<Record<InstanceEvent, Make>> = {
  "instance.opened": (asked) => [
    {
      do: "grant",
      organisations: data(asked.happening, "instance.opened").readers.map((id) => ({
        id,
        via: "party" as const,
      })),
    },
    ...lookAgain(asked),
    {
      do: "open-task",
      task: {
        key: "compose",
        kind: "meeting",
        function: "rssi",
        title: `Désigner qui siège : ${asked.after.terms.name}`,
        rule: asked.after.terms.rule,
        article: asked.after.terms.article,
        data: { instance: asked.after.key },
      },
    },
  ],
  "instance.aligned": lookAgain,
  "seat.filled": ({ happening, after }) => {
    const { holder, substitutes } = data(happening, "seat.filled");
    const whole = after.seats.every((seat) => seat.holder);
    return [
      mayRead([holder, ...substitutes]),
      ...(whole ? [{ do: "close-task" as const, key: "compose" }] : []),
    ];
  },
  "secretaries.named": ({ after }) => [mayRead(after.secretaries)],
  "guests.named": ({ after }) => [mayRead(after.guests)],
  "meeting.recorded": ({ before, after }) =>
    before?.short && !after.short ? [{ do: "close-task", key: `year-${before.short.year}` }] : [],
  "year.checked": (asked) => [
    { do: "settle-deadline", key: "year", as: asked.after.short ? "breached" : "met" },
    ...lookAgain(asked),
    ...short(asked),
  ],
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "deliveries.failed": ({ happening }) => [
    deadLetter(happening, (n) =>
      n === 1
        ? "Un message de l’instance n’a pas pu être remis"
        : `${n} messages de l’instance n’ont pas pu être remis`,
    ),
  ],
  "delivery.retried": ({ happening }) => retryDelivery(happening),
  "attachment.added": ({ happening }) => keepAttachment(happening),
  "task.done": ({ happening }) => closeTask(happening),
};

/** What an event wants done. */
export const effectsOf = (asked: Asked): Effect[] =>
  (make[asked.happening.type as InstanceEvent]?.(asked) ?? []).filter(
    (one) => one.do !== "grant" || one.organisations.length > 0,
  );
export { CHOICE };
