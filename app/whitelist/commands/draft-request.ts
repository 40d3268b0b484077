import { z } from "zod";
import { type Dispatched, type Opening, open } from "#app/engine/dispatch.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { authorOf } from "#app/engine/opening/author.ts";
import { conventionInForce, placeOf } from "#app/engine/opening/place.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { actorOf, type Caller } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { applicationKey } from "#machines/whitelist-request/v1/form.ts";
import { keyOf } from "../key-of.ts";
import { approvedElsewhere } from "../queries/known-applications.ts";

export const draftSchema = z.strictObject({
  dispositif: z.string({ error: "le dispositif manque" }).max(64),
  /** Who asks: UAI, SIREN or key. */
  organisation: z.string({ error: "l’organisation manque" }).max(64),
  name: z
    .string({ error: "le nom de l’application manque" })
    .trim()
    .min(1, "le nom de l’application manque")
    .max(120),
  /** Its key, where it is known already; else made from its name. */
  key: applicationKey.optional(),
});

/**
 * Opens the draft of a request. Where the same application is already approved, its file starts from that one: all but
 * what is the asker's own (register, population).
 * @throws InputRefused, Forbidden, RuleRefused, ReceiptReused
 */
export async function draftRequest(
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> {
  return open(db, { ...(await prepareDraft(db, caller, input, now)), ...(receipt && { receipt }) });
}

async function prepareDraft(sql: Sql, caller: Caller, input: unknown, now: Date): Promise<Opening> {
  const given = parse(draftSchema, input);
  const key = given.key ?? keyOf(given.name);
  if (!key) throw new InputRefused([{ path: "name", message: "Ce nom ne contient ni lettre ni chiffre." }]);
  const { dispositif, convention } = await conventionInForce(sql, given.dispositif, now);
  const place = await placeOf(sql, dispositif, given.organisation);
  const tenure = await authorOf(sql, caller, "whitelist.request", dispositif, place);
  const by = actorOf(caller, tenure);
  const organisation = tenure.organisation ?? {
    id: place.id,
    key: place.key,
    kind: place.kind,
    name: place.name,
  };
  const from = await approvedElsewhere(sql, key, dispositif);
  return {
    machine: "whitelist-request",
    dispositif,
    convention,
    organisation: place.id,
    type: "request.drafted",
    data: {
      place,
      requester: { id: by.id, name: by.name, function: tenure.function, organisation },
      name: given.name,
      key,
      ...(from && { from }),
    },
    by,
    at: now,
  };
}
