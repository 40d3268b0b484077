import { TZDate } from "@date-fns/tz";
import type { Effect } from "../../effects.ts";
import type { World } from "../../step.ts";
import type { Item, MeetingContext } from "./context.ts";
import type { Outcome, OutcomeOf } from "./outcome.ts";
import { memberOf } from "./who.ts";

type Tell = Extract<Effect, { do: "tell" }>;
type Needs = NonNullable<Tell["needs"]>;
/** Without what was not given: a journal keeps no « undefined ». */
const given = <T extends Record<string, unknown>>(data: T): T =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as T;

/** When it really met: a meeting that opens ahead of its time decides at that time. */
const metAt = ({ openedAt, at }: MeetingContext) => openedAt ?? at;
export const minutesName = ({ ref }: Pick<World, "ref">) => `Procès-verbal ${ref}`;

const sittingOf = (context: MeetingContext, world: World) => ({
  instance: context.instance.key,
  name: context.instance.name,
  meetingAt: metAt(context),
  minutes: minutesName(world),
  dossier: world.dossier,
  ref: world.ref,
});

/** A dossier whose event has no field for the meeting says it in its reason: a decision tells all of itself. */
function saidIn(context: MeetingContext, world: World, reason: string): string {
  const where = ` (${context.instance.name}, ${world.ref})`;
  return reason.slice(0, 2_000 - where.length) + where;
}

type Made = { type: string; data: Record<string, unknown>; needs?: Needs }[];

/** Opinions advise, one a member; then the authority decides, who holds that right on the dossier itself. */
function homologation(
  context: MeetingContext,
  item: Item,
  outcome: OutcomeOf<"homologation-decision">,
  world: World,
): Made {
  const meeting = {
    ref: world.ref,
    instance: context.instance.key,
    at: metAt(context),
    minutes: minutesName(world),
  };
  const { kind: _, verdict: decision, authority, ...rest } = outcome;
  const { person, ...signed } = authority;
  return [
    ...item.opinions.map(({ seat, who, opinion, text }) => ({
      type: "opinion.given",
      data: {
        ...{ opinion, text, meeting },
        member: `${who.name} (${memberOf(context, seat).label})`.slice(0, 160),
      },
    })),
    {
      type: "decision.taken",
      data: given({ decision, authority: signed, ...rest, meeting }),
      needs: needing(person),
    },
  ];
}
const needing = (person: string | undefined): Needs => ({
  right: "homologation.decide",
  ...(person && { or: person }),
});

function review(
  { verdict, key, reserve, reason: given_, authority }: OutcomeOf<"homologation-review">,
  said: (reason: string) => string,
): Made {
  const needs = needing(authority?.person);
  const reason = said(given_);
  return verdict === "suspended"
    ? [{ type: "decision.suspended", data: given({ reason, reserve }), needs }]
    : [{ type: "review.concluded", data: { key, conclusion: verdict, reason }, needs }];
}

function made(context: MeetingContext, item: Item, outcome: Outcome, world: World): Made {
  const sitting = sittingOf(context, world);
  const said = (reason: string) => saidIn(context, world, reason);
  switch (outcome.kind) {
    case "homologation-decision":
      return homologation(context, item, outcome, world);
    case "homologation-review":
      return review(outcome, said);
    case "suspension":
      // It stays suspended: nothing of the dossier moves, the minutes say why.
      return outcome.verdict === "resumed"
        ? [
            {
              type: "decision.resumed",
              data: { reason: said(outcome.reason) },
              needs: needing(outcome.authority?.person),
            },
          ]
        : [];
    case "whitelist-request": {
      const { kind: _, verdict, ...rest } = outcome;
      return [{ type: "request.decided", data: given({ outcome: verdict, sitting, ...rest }) }];
    }
    case "whitelist-review": {
      const { verdict, reasons, until } = outcome;
      if (verdict === "revoked") return [{ type: "request.revoked", data: { reason: said(reasons) } }];
      return [{ type: "request.reviewed", data: given({ outcome: verdict, sitting, reasons, until }) }];
    }
    case "whitelist-reinstatement": {
      const { verdict, reasons, until } = outcome;
      if (verdict === "revoked") return [{ type: "request.revoked", data: { reason: said(reasons) } }];
      if (verdict === "kept-suspended") return [];
      return [{ type: "request.reinstated", data: given({ sitting, reasons, until }) }];
    }
    case "urgent-review":
      return [
        {
          type: "review.recorded",
          data: { instance: context.instance.key, opinion: outcome.verdict, text: outcome.text },
        },
      ];
    case "runbook":
      return outcome.verdict === "approved"
        ? [
            {
              type: "runbook.approved",
              data: {
                instance: context.instance.key,
                meetingAt: metAt(context),
                minutes: minutesName(world),
              },
            },
          ]
        : [{ type: "runbook.returned", data: { reason: said(outcome.reason ?? "") } }];
    case "attestation":
      // It needs somebody's check, which no vote replaces: the check is asked for.
      return outcome.verdict === "to-check"
        ? [{ type: "attestation.asked", data: { reason: said(outcome.text) } }]
        : [];
    case "retex-action":
      return [{ type: "retex.action-settled", data: settledAction(context, item, outcome, said) }];
    default:
      return [];
  }
}

/** An action has until the end of the day given, where the meeting is. */
function settledAction(
  { timezone }: MeetingContext,
  { key }: Item,
  { verdict, text, until }: OutcomeOf<"retex-action">,
  said: (reason: string) => string,
) {
  const [year = 0, month = 1, day = 1] = (until ?? "").split("-").map(Number);
  const ends = new TZDate(year, month - 1, day, 23, 59, 59, timezone);
  return given({
    ...{ key, verdict, note: said(text) },
    dueAt: verdict === "extended" ? new Date(ends.getTime()).toISOString() : undefined,
  });
}

/** What the dossier of a point is told by its decision, in the same transaction: it moves, or nothing is written. */
export function toldBy(context: MeetingContext, item: Item, outcome: Outcome, world: World): Tell[] {
  const to = item.dossier;
  if (!to) return [];
  return made(context, item, outcome, world).map(({ needs, ...event }) => ({
    do: "tell",
    to: { dossier: to.id },
    event,
    ...(needs && { needs }),
  }));
}
