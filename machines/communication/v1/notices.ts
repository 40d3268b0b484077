import { levelsOf } from "../../alerting/chase.ts";
import type { CommunicationNotice, Effect, NoticeTemplate, PlanItem } from "../../effects.ts";
import { titleOf } from "./effects/kinds.ts";
import type { Answerer } from "./found.ts";
import { processLabels } from "./labels.ts";
import type { Made } from "./rules.ts";

/** What is asked of whoever gets it: one line of the notice. */
export type Line = {
  key: string;
  rule: string;
  article: string;
  statement: string;
  expected: string[];
  answerBy?: string;
};

/** What a message to professionals about a message to the community says, frozen. */
export function factsOf(made: Made, lines: Line[], text?: string): CommunicationNotice {
  const { after, happening, world } = made;
  const { facts } = after;
  return {
    kind: "communication",
    ref: world.ref,
    title: titleOf(after),
    process: facts.process,
    processName: processLabels[facts.process],
    dispositif: world.convention.dispositif.name,
    timezone: after.author.place.timezone,
    exercise: after.exercise,
    at: happening.at,
    carrier: after.author.organisation,
    words: [facts.title, facts.short, facts.long, facts.sms].filter(Boolean).join("\n\n"),
    ...(text && { text }),
    alerts: Object.fromEntries(lines.map(({ key, ...line }) => [key, line])),
  };
}

/**
 * Asks people by name, and mailboxes by address: whoever was found for it (app/engine/asked/approvers.ts).
 * @param whom best first.
 */
export function toAnswerers(
  made: Made,
  { notice, template, line, text }: { notice: string; template: NoticeTemplate; line: Line; text?: string },
  whom: Answerer[],
): Effect[] {
  const facts = factsOf(made, [line], text);
  const { key: alert, rule, article } = line;
  const people = whom.flatMap(({ person, organisation, function: held }) =>
    person ? [{ person, organisation: organisation.id, function: held, alert, rule, article }] : [],
  );
  const plan: PlanItem[] = whom.flatMap(({ person, address, organisation, name }) =>
    person || !address
      ? []
      : [
          {
            ...{ alert, rule, article },
            target: { to: "mailbox" as const, mailbox: organisation.key },
            mailbox: { address, organisation: organisation.key, name },
          },
        ],
  );
  const effects: Effect[] = [];
  if (people.length > 0) effects.push({ do: "call", notice, template, people, facts });
  if (plan.length > 0)
    effects.push({
      do: "alert",
      notice: people.length > 0 ? `${notice}.boite` : notice,
      template,
      plan,
      scope: made.after.scope,
      levels: levelsOf(made.world.convention),
      facts,
    });
  return effects;
}

/** Whoever wrote it is told what became of it. @param notice key of its own: two waves of one dossier never share it. */
export const toAuthor = (
  made: Made,
  notice: string,
  statement: string,
  expected: string[],
  text?: string,
): Effect[] => {
  const { author } = made.after;
  const cited = { rule: made.rules.process.rule, article: made.rules.process.article };
  return [
    {
      do: "call",
      notice,
      template: "message-news",
      people: [
        {
          ...{ person: author.id, organisation: author.place.id, function: author.function },
          ...{ alert: "news", ...cited },
        },
      ],
      facts: factsOf(made, [{ key: "news", ...cited, statement, expected }], text),
    },
  ];
};
