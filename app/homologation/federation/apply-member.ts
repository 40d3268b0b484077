import { z } from "zod";
import { open } from "#app/engine/dispatch.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { authorOf } from "#app/engine/opening/author.ts";
import { conventionInForce, namedParties, type Place, placeOf } from "#app/engine/opening/place.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { actorOf, type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { permissions, type Role } from "#app/platform/permissions.ts";
import { memberEvents } from "#machines/federation-member/v1/events.ts";
import { refusedBy } from "../commands/register-system.ts";

const {
  readers: _readers,
  place: _place,
  organisation: _organisation,
  ...facts
} = memberEvents["member.applied"].shape;
const inputSchema = z.strictObject({
  ...facts,
  dispositif: z.string().max(64),
  /** Key, UAI or SIREN, where the directory knows the member. */
  organisation: z.string().trim().max(80).optional(),
});

/**
 * Enters a candidate into the register of a federation (ATR-8). The convention must set one up.
 * @throws InputRefused, Forbidden, RuleRefused
 */
export async function applyMember(
  db: Database,
  caller: Caller,
  given: unknown,
  now: Date,
  receipt?: Receipt,
) {
  const { dispositif: key, organisation, ...member } = parse(inputSchema, given);
  const { dispositif, convention } = await conventionInForce(db, key, now);
  const known = organisation ? await placeOf(db, dispositif, organisation) : null;
  const place = known ?? (await ownPlace(db, caller, dispositif));
  const tenure = await authorOf(db, caller, "federation.manage", dispositif, place);
  const readers = await namedParties(db, dispositif);
  try {
    return await open(db, {
      machine: "federation-member",
      type: "member.applied",
      data: {
        ...member,
        organisation: known && { id: known.id, key: known.key },
        place: { id: place.id, name: place.name, timezone: place.timezone },
        readers,
      },
      by: actorOf(caller, tenure),
      at: now,
      dispositif,
      convention,
      organisation: place.id,
      ...(receipt && { receipt }),
    });
  } catch (error) {
    if (!refusedBy(error, "dossier_one_member")) throw error;
    throw new RuleRefused({
      rule: "CHOIX-FEDERATION",
      article: "choix de la console",
      because: `« ${member.name} » est déjà dans le registre de cette fédération.`,
      instead: ["leaving.decided"],
    });
  }
}

/** Where a dossier is kept whose member no directory knows: with whoever enters it, of that dispositif. @throws Forbidden */
async function ownPlace(sql: Sql, { tenures }: Caller, dispositif: string): Promise<Place> {
  for (const { function: role, organisation } of tenures) {
    if (!organisation || !permissions[role as Role]?.["federation.manage"]) continue;
    const place = await placeOf(sql, dispositif, organisation.key).catch((error: unknown) => {
      if (error instanceof InputRefused) return null;
      throw error;
    });
    if (place) return place;
  }
  throw new Forbidden("federation.manage");
}
