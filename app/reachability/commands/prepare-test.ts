import { z } from "zod";
import type { Opening } from "#app/engine/dispatch.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { conventionInForce, namedParties, placeById } from "#app/engine/opening/place.ts";
import { reachability as words } from "#app/messages/reachability.ts";
import { actorOf, type Caller, type CallerTenure, Forbidden } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Role } from "#app/platform/permissions.ts";
import { type Territory, testFactsSchema } from "#machines/reachability/v1/events.ts";
import { testable } from "#machines/reachability/v1/plan.ts";

/** `territory`: « dispositif », « academie:<nom> », « departement:<code> ». `endsAt`: ISO 8601. */
export const testSchema = z.strictObject({
  dispositif: z.string().min(1, words.wrong.dispositif).max(64),
  title: z.string().max(160),
  text: z.string().max(1_000).optional(),
  functions: z.array(z.enum(testable as [string, ...string[]])).min(1, words.wrong.functions),
  territory: z.string().max(80),
  endsAt: z.iso.datetime({ offset: true, error: words.wrong.ends }),
});

/**
 * From what was typed to the opening of a test: dispositif, convention in force, author, territory.
 * @throws InputRefused naming each wrong field, Forbidden
 */
export async function prepareTest(sql: Sql, caller: Caller, input: unknown, now: Date): Promise<Opening> {
  const given = parse(testSchema, input);
  const { dispositif, convention } = await conventionInForce(sql, given.dispositif, now);
  const tenure = await authorFor(sql, caller, dispositif);
  const territory = await territoryOf(sql, dispositif, given.territory);
  const [party] = await namedParties(sql, dispositif);
  const place = await placeById(sql, tenure.organisation?.id ?? party ?? "");
  const facts = parse(testFactsSchema, {
    title: given.title,
    ...(given.text?.trim() && { text: given.text }),
    functions: given.functions,
    territory,
    endsAt: new Date(given.endsAt).toISOString(),
  });
  return {
    machine: "reachability",
    dispositif,
    convention,
    organisation: place.id,
    type: "reachability.opened",
    data: { facts, place },
    by: actorOf(caller, tenure),
    at: now,
  };
}

/** An administrator, or an RSSI of an organisation of the dispositif. @throws Forbidden */
async function authorFor(sql: Sql, caller: Caller, dispositif: string): Promise<CallerTenure> {
  for (const tenure of caller.tenures) {
    const scope = permissions[tenure.function as Role]?.["reachability.run"];
    if (scope === "all") return tenure;
    if (!scope || !tenure.organisation) continue;
    const [covered] = await sql.query(
      "select 1 from coverage where dispositif_id = $1::uuid and organisation_id = $2::uuid",
      [dispositif, tenure.organisation.id],
    );
    if (covered) return tenure;
  }
  throw new Forbidden("reachability.run");
}

async function territoryOf(sql: Sql, dispositif: string, text: string): Promise<Territory> {
  if (text === "dispositif") return { perimeter: "dispositif" };
  const [kind, value = ""] = text.split(":", 2);
  const column = kind === "academie" ? "academie" : kind === "departement" ? "departement" : null;
  const [known] = column
    ? await sql.query(
        `select 1 from coverage c join organisation o on o.id = c.organisation_id
          where c.dispositif_id = $1::uuid and o.${column} = $2 and o.kind in ('ecole', 'etablissement') limit 1`,
        [dispositif, value],
      )
    : [];
  if (!known) throw new InputRefused([{ path: "territory", message: words.wrong.territory }]);
  return kind === "academie"
    ? { perimeter: "academie", academie: value }
    : { perimeter: "departement", departement: value };
}
