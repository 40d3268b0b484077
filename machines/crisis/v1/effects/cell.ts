import { chaseClocks, levelsOf } from "../../../alerting/chase.ts";
import {
  closeTask,
  deadLetter,
  keepAttachment,
  retryDelivery,
  sealNotice,
} from "../../../alerting/effects.ts";
import type { Effect } from "../../../effects.ts";
import type { CrisisDataOf } from "../events.ts";
import { seatLabels } from "../labels.ts";
import { cellLines, crisisFacts, headsLine, partiesLine, strategicLines, wave } from "../notices.ts";
import { seatedOf } from "../seated.ts";
import { caseOf, clock, type Made, type Make, settle, tellLock } from "./kinds.ts";

/** Reminder, then the substitute and the level above, while someone called has not answered (CHOIX-RELANCES). */
function waiting({ after, happening, world }: Made): Effect[] {
  const last = after.waves.at(-1);
  if (!last || last.at !== happening.at) return [];
  return chaseClocks({ wave: last, convention: world.convention, place: after.facts.place });
}

/** The cell is called, heads of school are told, the lock closes (MBN-5.2, MBN-6.2, MBN-6.3). */
const activate: Make = (made) => {
  const { before, after, happening, world, rules } = made;
  const again = before.exit.length > 0;
  const notice = after.waves.at(-1)?.key ?? "cell-1";
  const { state } = rules.runbook.lock;
  return [
    wave(after, happening, world, { notice, template: "cell-call", lines: cellLines() }),
    wave(after, happening, world, {
      notice: `heads-${notice}`,
      template: "crisis",
      lines: [
        headsLine(again ? "La crise reprend dans votre ENT." : "Une crise est ouverte dans votre ENT.", [
          "Ne relayez aucun message par vos propres moyens.",
          "Gardez les traces et n’effacez rien.",
          "Attendez les consignes de la cellule de crise.",
        ]),
      ],
      text: after.facts.summary,
    }),
    ...waiting(made),
    ...(state === "none" ? [] : [tellLock("case.opened", { case: caseOf(made), state })]),
    ...incidentTold(made, `Crise ${world.ref} activée.`),
  ];
};

/** The incident it grew from keeps the link in its own journal. */
export const incidentTold = ({ after }: Made, text: string): Effect[] =>
  after.facts.incident
    ? [
        {
          do: "tell",
          to: { dossier: after.facts.incident.id },
          event: { type: "note.added", data: { text } },
        },
      ]
    : [];

const strategic: Make = (made) => [
  wave(made.after, made.happening, made.world, {
    notice: made.after.waves.at(-1)?.key ?? "strategic-1",
    template: "cell-call",
    lines: strategicLines(),
  }),
  ...waiting(made),
];

/** Called by name: whoever gets a seat learns it at once. */
const seat: Make = ({ after, happening, world }) => {
  const data = happening.data as Partial<CrisisDataOf<"role.given"> & CrisisDataOf<"role.handed-over">>;
  const role = data.role ?? "liaison";
  const who = seatedOf(happening);
  if (!who) return [];
  const line = {
    key: `cell-${role}`,
    rule: "MBN-6.2",
    article: "6.2",
    statement: `Le siège « ${seatLabels[role]} » de la cellule de crise vous est confié par ${happening.by.name}.`,
    expected: ["Répondez que vous venez.", "Ouvrez la salle de crise.", "Lisez la consigne de relève."],
  };
  return [
    {
      do: "call",
      notice: `seat-${after.members.length}-${role}`,
      template: "cell-call",
      people: [
        {
          person: who.id,
          organisation: who.organisation.id,
          function: who.function,
          alert: line.key,
          rule: line.rule,
          article: line.article,
        },
      ],
      facts: crisisFacts(after, world, happening.at, [line], data.note),
    },
    { do: "grant", organisations: [{ id: who.organisation.id, via: "cell" }] },
  ];
};

/** Whoever answered, or sits by themselves, may read the crisis from then on. */
const join: Make = ({ happening }) =>
  happening.by.organisation
    ? [{ do: "grant", organisations: [{ id: happening.by.organisation.id, via: "cell" }] }]
    : [];

const answer: Make = (made) => {
  const { delivery, answer: said, role } = made.happening.data as CrisisDataOf<"alert.acknowledged">;
  return [{ do: "answer", delivery, answer: said }, ...(role && said === "taken" ? join(made) : [])];
};

const open: Make = (made) => {
  const { after, happening, world } = made;
  const { declarer, place, parties } = after.facts;
  return [
    {
      do: "grant",
      organisations: [
        { id: declarer.id, via: "declarer" as const },
        { id: place.id, via: "place" as const },
        ...parties.map((id) => ({ id, via: "party" as const })),
      ],
    },
    wave(after, happening, world, {
      notice: "opened",
      template: "crisis",
      lines: [
        partiesLine("opened", "Une situation pourrait devenir une crise : elle est en veille.", [
          "Lisez les faits.",
          "Tenez-vous prêt à rejoindre la cellule.",
        ]),
      ],
      text: after.facts.summary,
    }),
    ...incidentTold(made, `Crise ${world.ref} ouverte sur cet incident.`),
  ];
};

/** The lock opens, heads of school are told it is over, the thirty days of the RETEX run. */
const exit: Make = (made) => {
  const { after, happening, world, rules } = made;
  return [
    ...(rules.runbook.lock.state === "none" ? [] : [tellLock("case.closed", { case: caseOf(made) })]),
    wave(after, happening, world, {
      notice: `exit-${after.exit.length}-${after.waves.length}`,
      template: "crisis",
      lines: [
        headsLine("La crise est levée : l’ENT reprend son cours.", [
          "Reprenez vos usages habituels.",
          "Signalez tout nouveau fait comme un incident.",
        ]),
      ],
    }),
    clock({
      key: "retex",
      name: "RETEX",
      rule: "MBN-6.2",
      article: "6.2",
      startedAt: happening.at,
      dueAt: after.retex.dueAt ?? null,
    }),
    ...incidentTold(made, `Crise ${world.ref} levée.`),
  ];
};

/** No address answers: the substitute and the level above, and a person sees the dead letter. */
const fallBack: Make = ({ after, happening, world }) => {
  const { notice, deliveries } = happening.data as CrisisDataOf<"deliveries.failed">;
  // A message to the community that a channel refuses is seen to by a person: it wakes nobody above its school.
  const escalate: Effect[] = notice.startsWith("message-")
    ? []
    : [
        {
          do: "escalate",
          about: notice,
          notice: `${notice}.fallback-${deliveries[0]?.slice(0, 8)}`,
          levels: levelsOf(world.convention),
          deliveries,
          facts: crisisFacts(after, world, happening.at, [...cellLines(), ...strategicLines()]),
        },
      ];
  return [
    ...escalate,
    deadLetter(happening, (count) =>
      count === 1
        ? "Un message n’a pas pu être remis : corriger l’adresse ou joindre la personne"
        : `${count} messages n’ont pas pu être remis : corriger les adresses ou joindre les personnes`,
    ),
  ];
};

export const cellEffects: Record<string, Make> = {
  "crisis.opened": open,
  "crisis.activated": activate,
  "cell.strategic-opened": strategic,
  "role.given": seat,
  "role.handed-over": seat,
  "member.joined": join,
  "alert.acknowledged": answer,
  "deliveries.failed": fallBack,
  "crisis.exited": exit,
  "crisis.stood-down": (made) => incidentTold(made, `Crise ${made.world.ref} levée sans activation.`),
  "crisis.closed": () => [settle("retex")],
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "delivery.retried": ({ happening }) => retryDelivery(happening),
  "task.done": ({ happening }) => closeTask(happening),
  "attachment.added": ({ happening }) => keepAttachment(happening),
};
