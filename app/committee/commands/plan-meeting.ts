import { TZDate } from "@date-fns/tz";
import { z } from "zod";
import { type Dispatched, type Opening, open } from "#app/engine/dispatch.ts";
import { NotFound } from "#app/engine/errors.ts";
import { parse } from "#app/engine/input.ts";
import { conventionInForce } from "#app/engine/opening/place.ts";
import { type Consequences, previewOpening } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { actingTenure, actorOf, type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { newItemSchema, partyKeys } from "#machines/meeting/v1/events.ts";
import { linkOf, said } from "#machines/words.ts";

/** `instance`: key in the convention. `at`, `endsAt`: ISO 8601 with an offset; two hours when left out. */
export const planSchema = z.strictObject({
  dispositif: z.string().min(1).max(64),
  instance: z.string().min(1).max(64),
  kind: z.enum(["sitting", "written"]).default("sitting"),
  at: z.iso.datetime({ offset: true, error: "une date et une heure, comme 2026-11-22T14:00:00+01:00" }),
  endsAt: z.iso.datetime({ offset: true, error: "une date et une heure" }).optional(),
  place: said(300, "le lieu").optional(),
  link: linkOf("le lien de la visioconférence").optional(),
  items: z.array(newItemSchema).max(60).default([]),
  extra: z.strictObject({ agreed: partyKeys }).optional(),
});

/** Plans a meeting, or a written consultation, of an instance. @throws InputRefused, NotFound, Forbidden, RuleRefused */
export const planMeeting = async (
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> =>
  open(db, { ...(await prepared(db, caller, input, now)), ...(receipt && { receipt }) });

/** What planning it would do; nothing is done. */
export const previewPlan = async (
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
): Promise<Consequences> => previewOpening(db, await prepared(db, caller, input, now));

async function prepared(sql: Sql, caller: Caller, input: unknown, now: Date): Promise<Opening> {
  const given = parse(planSchema, input);
  const { dispositif, convention } = await conventionInForce(sql, given.dispositif, now);
  const instance = await instanceOf(sql, dispositif, given.instance);
  if (!(await mayOnDossier(sql, caller.tenures, "dossier.read", instance.id)))
    throw new NotFound("Cette instance n’existe pas.");
  const tenure = await actingTenure(sql, caller, "meeting.prepare", instance.id);
  if (!tenure) throw new Forbidden("meeting.prepare");
  const at = new Date(given.at);
  const ends = given.endsAt ? new Date(given.endsAt) : new Date(at.getTime() + 2 * 3_600_000);
  return {
    machine: "meeting",
    dispositif,
    convention,
    organisation: tenure.organisation?.id ?? instance.organisation,
    type: "meeting.planned",
    data: {
      instance: { dossier: instance.id, key: given.instance },
      kind: given.kind,
      at: at.toISOString(),
      endsAt: ends.toISOString(),
      place: given.place ?? null,
      link: given.link ?? null,
      timezone: instance.timezone,
      items: given.items,
      ...(given.extra && { extra: given.extra }),
    },
    by: actorOf(caller, tenure),
    at: now,
  };
}

/** @throws NotFound */
async function instanceOf(sql: Sql, dispositif: string, key: string) {
  const [row] = await sql.query<{ id: string; timezone: string; organisation: string }>(
    `select id, context->>'timezone' timezone, organisation_id organisation from dossier
      where kind = 'instance' and dispositif_id = $1 and columns->>'key' = $2`,
    [dispositif, key],
  );
  if (!row) throw new NotFound("Cette instance n’existe pas.");
  return row;
}

/** A local day and hour, as a form has them (« 2026-11-22 », « 14:00 »), where the instance is. ISO 8601, UTC. */
export function instantIn(zone: string, day: string, hour: string): string | null {
  const [year, month, date] = day.split("-").map(Number);
  const [hours, minutes] = hour.split(":").map(Number);
  if (![year, month, date, hours, minutes].every((one) => Number.isInteger(one))) return null;
  const at = new TZDate(year ?? 0, (month ?? 1) - 1, date ?? 1, hours ?? 0, minutes ?? 0, zone);
  return Number.isNaN(at.getTime()) ? null : new Date(at.getTime()).toISOString();
}
