import type { Sql } from "#app/platform/database/database.ts";
import { recipientVariablesIn } from "#machines/variables/check.ts";
import { fillLast } from "#machines/variables/fill.ts";
import type { Claimed, Notice } from "../outbox/claim.ts";
import { type Values, valuesOf } from "./values.ts";

/** Facts of a message to the community that people wrote, whatever the channel shows of them. */
const TEXTS = ["subject", "title", "short", "body", "long", "sms"] as const;
type Facts = Record<string, unknown> & { timezone?: string; ref?: string; dispositif?: string };
/** Organisations of one notice are asked for together: those claimed in the same moment share one read. */
type Asked = { ids: Set<string>; found: Promise<Map<string, Values>> };

/**
 * Fills in the variables of messages to the community, delivery by delivery, before any channel sees them: each then
 * escapes and cuts what it is given as it does for any text.
 * @returns of `fill`: the notice with its words, or the names of the variables without a value for that school.
 */
export function noticeFiller(sql: Sql, now: () => Date) {
  const asked = new Map<string, Asked>();

  function valuesFor(notice: Notice, organisation: string, texts: string[]): Promise<Values> {
    const variables = recipientVariablesIn(...texts);
    if (variables.length === 0) return Promise.resolve({});
    let one = asked.get(notice.id);
    if (!one) {
      const ids = new Set<string>();
      const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        asked.delete(notice.id);
        return valuesOf(sql, [...ids], variables, now());
      });
      one = { ids, found };
      asked.set(notice.id, one);
    }
    one.ids.add(organisation);
    return one.found.then((all) => all.get(organisation) ?? {});
  }

  return {
    async fill(
      delivery: Pick<Claimed, "organisation_id">,
      notice: Notice,
    ): Promise<{ notice: Notice } | { missing: string[] }> {
      const facts = notice.facts as unknown as Facts;
      const written = TEXTS.filter((name) => typeof facts[name] === "string");
      const texts = written.map((name) => facts[name] as string);
      if (!texts.some((text) => text.includes("{{"))) return { notice };
      const values = {
        ...sameForAll(facts, now()),
        ...(await valuesFor(notice, delivery.organisation_id, texts)),
      };
      const missing = recipientVariablesIn(...texts).filter((name) => !Object.hasOwn(values, name));
      if (missing.length > 0) return { missing };
      const filled = Object.fromEntries(
        written.map((name) => [name, fillLast(facts[name] as string, values)]),
      );
      return { notice: { ...notice, facts: { ...facts, ...filled } as unknown as Notice["facts"] } };
    },
  };
}
export type NoticeFiller = ReturnType<typeof noticeFiller>;

/** What is the same for everybody, in the time zone of the message. */
function sameForAll({ timezone = "Europe/Paris", ref = "", dispositif = "" }: Facts, now: Date): Values {
  const said = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("fr-FR", { timeZone: timezone, ...options }).format(now);
  return {
    date: said({ dateStyle: "long" }),
    heure: said({ hour: "numeric", minute: "2-digit" }).replace(":", " h "),
    reference: ref,
    dispositif,
  };
}
