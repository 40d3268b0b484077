import { z } from "zod";
import type { DossierRow } from "#app/engine/dossier.ts";
import { actorOf, type Caller, type CallerTenure, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Role, type Scope } from "#app/platform/permissions.ts";
import type { Convention } from "#conventions/schema.ts";
import type { IncidentContext } from "#machines/incident/v1/context.ts";
import { requireFollowUp, requireParty } from "#machines/incident/v1/duties.ts";
import { type PersonEvent, personEvents } from "#machines/incident/v1/events.ts";
import { machineOf } from "#machines/registry.ts";
import { StepRefused } from "#machines/step.ts";

export type Sendable = { type: PersonEvent; schema: Record<string, unknown> };

/**
 * Events that this caller may send to an incident now: its state accepts them, the permission table gives them,
 * and the convention names the caller's party (VER-7, NAN-8…) with no duty left open (MBN-4.4).
 */
export async function sendable(
  sql: Sql,
  caller: Caller,
  row: DossierRow,
  convention: Convention,
  now: Date,
): Promise<Sendable[]> {
  const accepted = machineOf(row.machine, row.machine_version).accepts(row);
  const scopes = await scopesOn(sql, caller.tenures, row.id);
  const found: Sendable[] = [];
  for (const type of Object.keys(personEvents) as PersonEvent[]) {
    if (!accepted.includes(type)) continue;
    // The function in which they would act, as send-event.ts picks it.
    const at = caller.tenures.findIndex(({ function: role }, n) => {
      const scope = permissions[role as Role]?.[type];
      return scope !== undefined && scopes[n]?.has(scope);
    });
    const tenure = caller.tenures[at];
    if (!tenure) continue;
    const incident = row.context as unknown as IncidentContext;
    const refused = (data: Record<string, unknown>) =>
      refuses(incident, { type, data, at: now.toISOString(), by: actorOf(caller, tenure) }, convention);
    if (type !== "incident.qualified") {
      if (!refused({})) found.push({ type, schema: schemaOf(type) });
      continue;
    }
    // Who decides depends on the field that the qualification names.
    const fields = convention.fields.map(({ key }) => key).filter((field) => !refused({ field }));
    if (fields.length > 0) found.push({ type, schema: schemaOf(type, fields) });
  }
  return found;
}

/** For each function held, the scopes in which it reaches the dossier: one query for all. */
async function scopesOn(sql: Sql, tenures: CallerTenure[], dossier: string): Promise<Set<Scope>[]> {
  const params: unknown[] = [dossier];
  const add = (value: unknown) => `$${params.push(value)}`;
  const columns = tenures.map(({ organisation }, n) => {
    const here = organisation ? [organisation.id] : [];
    const own = mayOnDossierSql({ all: false, dispositif: [], own: here }, add);
    const dispositif = mayOnDossierSql({ all: false, dispositif: here, own: [] }, add);
    return `${own} as own${n}, ${dispositif} as dispositif${n}`;
  });
  const [row = {}] = await sql.query<Record<string, boolean>>(
    `select ${["true as here", ...columns].join(", ")} from dossier d where d.id = $1`,
    params,
  );
  return tenures.map((_, n) => {
    const scopes = (["own", "dispositif"] as const).filter((scope) => row[`${scope}${n}`]);
    return new Set<Scope>(row.here ? ["all", ...scopes] : []);
  });
}

function refuses(
  incident: IncidentContext,
  happening: Parameters<typeof requireParty>[1],
  convention: Convention,
): boolean {
  try {
    requireParty(incident, happening, convention);
    requireFollowUp(incident, happening, convention);
    return false;
  } catch (error) {
    if (error instanceof StepRefused) return true;
    throw error;
  }
}

/** What is sent to POST …/events: the event's own fields, its type, and the revision that its author saw. */
export const eventBody = <Type extends PersonEvent>(type: Type) =>
  (personEvents[type] as z.ZodObject).extend({
    type: z.literal(type),
    revision: z.int().positive().optional().describe("Révision lue : l'événement ne vaut que sur elle"),
  });

const schemas = new Map<string, Record<string, unknown>>();
function schemaOf(type: PersonEvent, fields: string[] = []): Record<string, unknown> {
  const key = [type, ...fields].join(" ");
  const known = schemas.get(key);
  if (known) return known;
  const body = fields.length > 0 ? eventBody(type).extend({ field: z.enum(fields) }) : eventBody(type);
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: "input" });
  schemas.set(key, schema);
  return schema;
}
