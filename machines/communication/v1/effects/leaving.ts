import type { CommunityFacts, Effect } from "../../../effects.ts";
import type { CommunicationContext } from "../context.ts";
import { directorOf } from "../director.ts";
import { toAuthor } from "../notices.ts";
import { foundOf, type Made } from "../rules.ts";
import { leaveOutClosed } from "./decisions.ts";
import { caseOf, clock, task, tellLock, titleOf } from "./kinds.ts";

/** Accepted by the lock on each channel, or refused with the case and the article: nothing of the step is kept then. */
export const admitted = (made: Made): Effect[] =>
  made.after.facts.channels.map((channel) =>
    tellLock({
      case: caseOf(made),
      notice: made.world.dossier,
      channel,
      ...(made.after.facts.process === "surete" && { safety: true }),
    }),
  );

/** What readers get, frozen. */
export function communityFacts(made: Made): CommunityFacts {
  const { after, world } = made;
  const { facts } = after;
  const director = directorOf(after, world.convention);
  const utc = (at: string | undefined) => at && new Date(at).toISOString();
  const kept = foundOf(made.happening).files?.filter(({ hash }) => facts.attachments.includes(hash));
  return {
    subject: titleOf(after),
    body: facts.long ?? facts.short ?? facts.sms ?? "",
    ref: world.ref,
    dispositif: world.convention.dispositif.name,
    timezone: after.author.place.timezone,
    exercise: after.exercise,
    process: facts.process,
    ...(director && { director: director.name }),
    ...(facts.short && { short: facts.short }),
    ...(facts.sms && { sms: facts.sms }),
    ...(facts.survey && { survey: facts.survey }),
    ...(facts.startsAt && { startsAt: utc(facts.startsAt) as string }),
    ...(facts.endsAt && { endsAt: utc(facts.endsAt) as string }),
    ...(kept?.length && { attachments: kept }),
  };
}

/** The article under which it leaves: that of its approval, else of its process. */
function citedOf({ facts, approvals }: CommunicationContext, { process }: Made["rules"]) {
  const approval = facts.process === "crise" ? approvals[0] : undefined;
  return approval ? approval.step : { rule: process.rule, article: process.article };
}

/** It leaves: one delivery a school, profile and channel, each behind the gate. */
export function leave(made: Made): Effect[] {
  const { after, happening, rules } = made;
  const { facts } = after;
  const cited = citedOf(after, rules);
  const words = communityFacts(made);
  const effects: Effect[] = [
    ...leaveOutClosed(made),
    ...facts.channels.map(
      (channel): Effect => ({
        do: "broadcast",
        notice: `message-${channel}`,
        channel,
        profiles: facts.audience.profiles,
        scope: after.scope,
        ...cited,
        facts: words,
        ...(after.decisions && { decided: true as const }),
      }),
    ),
  ];
  if (facts.endsAt)
    effects.push(
      clock({
        ...{ key: "end", name: "Fin de la diffusion", ...cited },
        ...{ startedAt: happening.at, dueAt: new Date(facts.endsAt).toISOString() },
      }),
    );
  const { review } = rules.process;
  if (review)
    effects.push(
      {
        do: "grant",
        organisations: after.parties.map((id) => ({ id, via: "party" as const })),
      },
      task({
        key: "review",
        kind: "decision",
        title: `Message urgent à examiner en ${review.instances.map((key) => key.toUpperCase()).join(" et ")} : ${titleOf(after)}`,
        rule: review.rule,
        article: review.article,
        data: { instances: review.instances },
      }),
    );
  return effects;
}

/** Approved, and its date has not come. */
export function schedule(made: Made): Effect[] {
  const { after, happening, rules } = made;
  const { startsAt } = after.facts;
  if (!startsAt) return [];
  const { rule, article } = rules.process;
  return [
    clock({
      ...{ key: "start", name: "Début de la diffusion", rule, article },
      ...{ startedAt: happening.at, dueAt: new Date(startsAt).toISOString() },
    }),
    ...toAuthor(made, "approved", "Votre message est approuvé : il part à la date choisie.", []),
  ];
}
