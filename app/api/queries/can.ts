import { z } from "zod";
import type { DossierRow } from "#app/engine/dossier.ts";
import { actorOf, type Caller, type CallerTenure, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Right, type Role, type Scope } from "#app/platform/permissions.ts";
import { machineOf } from "#machines/registry.ts";
import type { Machine, World } from "#machines/step.ts";
import { fieldsFor, refusing } from "./can/refusing.ts";

export type Sendable = { type: string; schema: Record<string, unknown> };

/**
 * Events that this caller may send to a dossier now: its state accepts them, the permission table gives them, and no
 * rule of its kind refuses the caller whatever they would send (VER-7, NAN-8, MBN-4.4, a seat of the cell…).
 */
export async function sendable(
  sql: Sql,
  caller: Caller,
  row: DossierRow,
  world: World,
  now: Date,
): Promise<Sendable[]> {
  const machine = machineOf(row.machine, row.machine_version);
  const accepted = machine.accepts(row);
  const scopes = await scopesOn(sql, caller.tenures, row.id);
  const found: Sendable[] = [];
  for (const type of Object.keys(machine.events)) {
    if (!accepted.includes(type)) continue;
    const right = (machine.rights?.[type] ?? type) as Right;
    // The functions in which they may act, as send-event.ts picks them.
    const tenures = caller.tenures.filter(({ function: role }, n) => {
      const scope = permissions[role as Role]?.[right];
      return scope !== undefined && scopes[n]?.has(scope);
    });
    const happenings = tenures.map((tenure) => ({
      type,
      at: now.toISOString(),
      by: actorOf(caller, tenure),
    }));
    const fields = happenings
      .map((one) => fieldsFor(row, one, world))
      .find((one) => one === null || one.length > 0);
    if (fields !== undefined && happenings.some((one) => !refusing(row, one, world, fields)))
      found.push({ type, schema: schemaOf(machine, type, fields ?? []) });
  }
  return found;
}

/** For each function held, the scopes in which it reaches the dossier: one query for all. */
async function scopesOn(sql: Sql, tenures: CallerTenure[], dossier: string): Promise<Set<Scope>[]> {
  const params: unknown[] = [dossier];
  const add = (value: unknown) => `$${params.push(value)}`;
  const columns = tenures.map(({ organisation }, n) => {
    const here = organisation ? [organisation.id] : [];
    const own = mayOnDossierSql({ all: false, dispositif: [], own: here, named: [] }, add);
    const dispositif = mayOnDossierSql({ all: false, dispositif: here, own: [], named: [] }, add);
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

/** What is sent to POST …/events: the event's own fields, its type, and the revision that its author saw. */
export const eventBody = (machine: Machine, type: string) =>
  (machine.events[type] as z.ZodObject).extend({
    type: z.literal(type),
    revision: z.int().positive().optional().describe("Révision lue : l'événement ne vaut que sur elle"),
  });

const schemas = new Map<string, Record<string, unknown>>();
function schemaOf(machine: Machine, type: string, fields: string[]): Record<string, unknown> {
  const key = [machine.name, machine.version, type, ...fields].join(" ");
  const known = schemas.get(key);
  if (known) return known;
  const plain = eventBody(machine, type);
  const body = fields.length > 0 ? plain.extend({ field: z.enum(fields) }) : plain;
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: "input" });
  schemas.set(key, schema);
  return schema;
}
