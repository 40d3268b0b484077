import { z } from "zod";
import { open } from "#app/engine/dispatch.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { authorOf } from "#app/engine/opening/author.ts";
import { conventionInForce, namedParties, placeOf } from "#app/engine/opening/place.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { actorOf, type Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { systemEvents } from "#machines/system/v1/events.ts";

const { readers: _, ...facts } = systemEvents["system.registered"].shape;
const inputSchema = z.strictObject({ ...facts, dispositif: z.string().max(64) });
export type SystemInput = z.input<typeof inputSchema>;

/** Whether an index or a constraint of that name refused a row. */
export const refusedBy = (error: unknown, name: string) =>
  error instanceof Error && error.message.includes(name);

/**
 * Enters a system into the register. Its owner is an organisation of the directory that the dispositif covers.
 * @throws InputRefused, Forbidden, RuleRefused
 */
export async function registerSystem(
  db: Database,
  caller: Caller,
  given: unknown,
  now: Date,
  receipt?: Receipt,
) {
  const { dispositif: key, ...system } = parse(inputSchema, given);
  const { dispositif, convention } = await conventionInForce(db, key, now);
  const owner = await placeOf(db, dispositif, system.owner.key ?? system.owner.name).catch(
    (error: unknown) => {
      if (!(error instanceof InputRefused)) throw error;
      throw new InputRefused(error.errors.map(({ message }) => ({ path: "owner", message })));
    },
  );
  const tenure = await authorOf(db, caller, "system.manage", dispositif, owner);
  const readers = await namedParties(db, dispositif);
  try {
    return await open(db, {
      machine: "system",
      type: "system.registered",
      data: { ...system, owner: { key: owner.key, name: owner.name }, readers },
      by: actorOf(caller, tenure),
      at: now,
      dispositif,
      convention,
      organisation: owner.id,
      ...(receipt && { receipt }),
    });
  } catch (error) {
    if (!refusedBy(error, "dossier_one_system")) throw error;
    throw new RuleRefused({
      rule: "MBN-6",
      article: "6",
      because: `Le registre a déjà un système « ${system.key} » dans ce dispositif.`,
      instead: ["system.described"],
    });
  }
}
