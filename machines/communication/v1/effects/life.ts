import {
  closeTask,
  deadLetter,
  keepAttachment,
  retryDelivery,
  sealNotice,
} from "../../../alerting/effects.ts";
import type { DeadlineReached } from "../../../alerting/events.ts";
import type { Effect } from "../../../effects.ts";
import type { CommunicationDataOf } from "../events.ts";
import { toAuthor } from "../notices.ts";
import { dataOf, type Made } from "../rules.ts";
import { clockKey, reachApproval } from "./approvals.ts";
import { answerSchool, reachSchools } from "./decisions.ts";
import { type Make, settle, titleOf } from "./kinds.ts";

/** A crisis is told what becomes of its messages, in the same transaction: its seats refuse, its room shows. */
export const tellCrisis = ({ after }: Made, type: string, data: Record<string, unknown>): Effect[] =>
  after.facts.process === "crise" && after.facts.crisis
    ? [{ do: "tell", to: { dossier: after.facts.crisis }, event: { type, data } }]
    : [];

const proposed = (made: Made): Effect[] => {
  const { facts } = made.after;
  return tellCrisis(made, "message.proposed", {
    key: made.world.dossier,
    ref: made.world.ref,
    channel: facts.channels[0],
    profiles: facts.audience.profiles,
    subject: titleOf(made.after),
    body: facts.long ?? facts.sms ?? "",
    justification: facts.justification ?? "",
    ...(made.after.approvals[0]?.dueAt && { dueAt: made.after.approvals[0].dueAt }),
    ...(facts.template && { template: facts.template }),
  });
};

const opened = ({ after }: Made): Effect[] => [
  { do: "grant", organisations: [{ id: after.author.place.id, via: "declarer" }] },
];

const given: Make = (made) => {
  const { subject, body } = dataOf<CommunicationDataOf<"approval.given">>(made.happening);
  return tellCrisis(made, "message.approved", {
    key: made.world.dossier,
    ...(subject && { subject }),
    ...(body && { body }),
  });
};

const withReason =
  (type: string): Make =>
  (made) =>
    tellCrisis(made, type, { key: made.world.dossier, ...dataOf<{ reason: string }>(made.happening) });

/** Nothing more is waited for: clocks stop, tasks close. What left is not in the console's power any more. */
const withdraw: Make = (made) => [
  ...made.after.approvals.flatMap((one) => {
    const key = clockKey(made, one);
    return [settle(key, "cleared"), settle(`soon-${key}`, "cleared"), closed(`late-${one.key}`)];
  }),
  ...(made.after.decisions?.clocks ?? []).flatMap(({ key }) => [
    settle(key, "cleared"),
    settle(`soon-${key}`, "cleared"),
  ]),
  settle("start", "cleared"),
  settle("end", "cleared"),
  ...withReason("message.withdrawn")(made),
];
const closed = (key: string): Effect => ({ do: "close-task", key });

const reach: Make = (made) => {
  const { key } = dataOf<DeadlineReached>(made.happening);
  if (key.startsWith("t2-") || key.startsWith("soon-t2-")) return reachSchools(made);
  if (key === "start" || key === "end") return [settle(key)];
  const late = key.startsWith("approval-");
  return [
    ...reachApproval(made),
    ...(late ? tellCrisis(made, "message.late", { key: made.world.dossier }) : []),
  ];
};

const answerTo =
  (statement: (made: Made) => string, expected: string[]): Make =>
  (made) => {
    const { reason } = dataOf<{ reason?: string }>(made.happening);
    const { happening, after } = made;
    const notice = `${happening.type}-${happening.by.organisation?.key ?? ""}-${after.adaptations.length}`;
    return toAuthor(made, notice, statement(made), expected, reason);
  };
const whose = ({ happening }: Made) => happening.by.organisation?.name ?? happening.by.name;

export const lifeEffects: Record<string, Make> = {
  "communication.drafted": opened,
  "communication.proposed": (made) => [...opened(made), ...proposed(made)],
  "communication.submitted": proposed,
  "communication.withdrawn": withdraw,
  "t1.adapted": answerTo(
    (made) => `${whose(made)} propose des adaptations de votre message.`,
    ["Lisez-les et leur justification.", "Acceptez-les, ou refusez-les en disant pourquoi."],
  ),
  "t1.rejected": answerTo((made) => `${whose(made)} a rejeté votre message.`, ["Lisez la raison."]),
  "approval.given": given,
  "approval.refused": (made) => [
    ...answerTo((one) => `${whose(one)} a refusé votre message.`, ["Lisez la raison."])(made),
    ...withReason("message.refused")(made),
  ],
  "t2.accepted": answerSchool,
  "t2.refused": answerSchool,
  "deadline.reached": reach,
  "review.recorded": ({ after }) => (after.review?.state === "done" ? [closed("review")] : []),
  "attachment.added": ({ happening }) => keepAttachment(happening),
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "delivery.retried": ({ happening }) => retryDelivery(happening),
  "task.done": ({ happening }) => closeTask(happening),
  "deliveries.failed": ({ happening }) => [
    deadLetter(
      happening,
      (count) => `${count} ${count > 1 ? "envois n’ont pas abouti" : "envoi n’a pas abouti"}`,
    ),
  ],
};
