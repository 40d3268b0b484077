import { closeTask, keepAttachment, retryDelivery, sealNotice } from "../../alerting/effects.ts";
import type { Effect } from "../../effects.ts";
import { ended } from "./chart.ts";
import { claimsOf } from "./claims.ts";
import { ask, complete, draft, file, join, joined, redirect } from "./effects/asking.ts";
import { decide, fail } from "./effects/deciding.ts";
import { withdraw } from "./effects/ending.ts";
import { admit, name, opine } from "./effects/instructing.ts";
import { fallBack, reached } from "./effects/late.ts";
import { activate, cleared, reinstate, reported, review, suspended } from "./effects/living.ts";
import { close, dataOf, type Make, type Moved, settle } from "./effects/parts.ts";
import type { RequestEvent } from "./events.ts";

const makes: Partial<Record<RequestEvent, Make>> = {
  "request.drafted": draft,
  "request.filed": file,
  "request.joined": join,
  "organisation.joined": joined,
  "checks.recorded": redirect,
  "request.admitted": admit,
  "instructors.named": name,
  "opinion.given": opine,
  "information.wanted": ask,
  "request.completed": complete,
  "request.decided": decide,
  "link.failed": fail,
  "link.activated": activate,
  "link.closed": () => close("close-link"),
  "link.reopened": () => close("reopen-link"),
  "condition.met": (moved) => {
    const { condition } = dataOf(moved, "condition.met");
    return [...close(`condition-${condition}`), ...settle("met", `condition-${condition}`)];
  },
  "request.reviewed": review,
  "request.suspended": suspended,
  "application.compromised": suspended,
  "application.cleared": cleared,
  "host.reported": reported,
  "host.cleared": () => close("host"),
  "request.reinstated": reinstate,
  "request.revoked": withdraw,
  "request.withdrawn": withdraw,
  "deadline.reached": reached,
  "alert.acknowledged": (moved) => {
    const { delivery, answer } = dataOf(moved, "alert.acknowledged");
    return [{ do: "answer", delivery, answer }];
  },
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "deliveries.failed": fallBack,
  "delivery.retried": ({ happening }) => retryDelivery(happening),
  "task.done": ({ happening }) => closeTask(happening),
  "attachment.added": ({ happening }) => keepAttachment(happening),
};

/** One request at a time has these addresses (claims.ts); one that ended lets go of them. */
const claim = ({ after, to, happening }: Moved): Effect[] => {
  if (ended(to)) return [{ do: "claim", names: [] }];
  return filing.has(happening.type) && after.form ? [{ do: "claim", names: claimsOf(after.form) }] : [];
};

const filing = new Set(["request.filed", "request.completed"]);

/** What follows from a step, as data. */
export const effectsOf = (moved: Moved): Effect[] => [
  ...(makes[moved.happening.type as RequestEvent]?.(moved) ?? []),
  ...(ended(moved.to) && ended(moved.from) ? [] : claim(moved)),
];
