import { missingValues } from "#app/engine/variables/missing-values.ts";
import { variableWords } from "#app/messages/variables.ts";
import { smsParts } from "#app/platform/channels/sms-text.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Reason } from "#app/ui/why.tsx";
import { processesOf } from "#conventions/schema/communication.ts";
import type { LockView } from "#machines/lock/v1/compute.ts";
import { variableProblems } from "#machines/variables/check.ts";
import { cited } from "./cited.ts";
import { departementName } from "./form-options.ts";
import type { Message } from "./page.ts";
import { type Reached, reached } from "./reached.ts";
import { smsPrice } from "./sms-price.ts";

export type BeforeChannel = {
  key: string;
  configured: boolean;
  shut: Reason | null;
  failing: boolean;
  /** Of the SMS: parts a person, cents in all; null where it cannot be known. */
  sms: { parts: number; people: number; cents: number | null } | null;
};
export type Before = {
  reached: Omit<Reached, "departements"> & {
    departements: { departement: string | null; label: string | null; schools: number; people: number }[];
  };
  people: number | null;
  channels: BeforeChannel[];
  /** What variables of the text would leave empty, and where: one sentence each. */
  variables: { sentence: string; schools: string[]; more: number }[];
  /** Schools that would not get it for want of a value: the author says that they know. */
  lacking: number;
  /** Variables that are none: the message is refused with them. */
  unknown: string[];
  /** Temps 2, where the convention asks the schools. */
  t2: Reason | null;
};

/** What is known of a message before it leaves: who gets it, by which way, at what cost. */
export async function beforePage(
  db: Database,
  message: Pick<Message, "context" | "dispositifId" | "convention">,
  lock: LockView,
  now: Date,
): Promise<Before> {
  const { facts } = message.context;
  const { profiles, scope } = facts.audience;
  const texts = [facts.title, facts.short, facts.long, facts.sms];
  const [who, rows, price, lacking] = await Promise.all([
    reached(db, message.dispositifId, { profiles, scope }),
    db.query<{ key: string; health: string }>(
      "select key, health from channel where dispositif_id = $1 and enabled",
      [message.dispositifId],
    ),
    smsPrice(db, message.dispositifId),
    missingValues(db, { dispositif: message.dispositifId, scope }, texts, now),
  ]);
  const total = who.profiles.reduce((sum, one) => sum + one.people, 0);
  const people = total > 0 ? total : null;
  const t2 = processesOf(message.convention)[facts.process].t2;
  const carried = message.context.author.place.kind;
  return {
    reached: {
      ...who,
      departements: who.departements.map((one) => ({
        ...one,
        label: one.departement && departementName(one.departement),
      })),
    },
    people,
    channels: facts.channels.map((key) => {
      const row = rows.find((one) => one.key === key);
      const because = lock.closed.find((one) => one.channel === key)?.because[0];
      const open = lock.open.some((one) => one.channel === key);
      return {
        key,
        configured: Boolean(row),
        shut: because && !open ? cited(message.convention, because, because.sentence) : null,
        failing: row?.health === "failing",
        sms: key === "sms" ? smsCost(facts.sms ?? facts.short ?? "", total, price) : null,
      };
    }),
    variables: lacking.missing.map(({ variable, count, schools }) => ({
      sentence: variableWords.missing(variable, count, lacking.recipients),
      schools: schools.slice(0, 10).map(({ name }) => name),
      more: Math.max(0, count - 10),
    })),
    lacking: lacking.schools,
    unknown: texts.flatMap((text) => (text ? variableProblems(text).map(variableWords.problem) : [])),
    t2: t2?.for.some((kind) => kind === carried) ? cited(message.convention, t2) : null,
  };
}

function smsCost(text: string, people: number, price: number | null): BeforeChannel["sms"] {
  const { parts } = smsParts(text);
  return { parts, people, cents: price === null || people === 0 ? null : Math.round(parts * people * price) };
}
