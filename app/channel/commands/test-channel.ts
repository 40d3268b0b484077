import { NotFound } from "#app/engine/errors.ts";
import { channelErrors as say } from "#app/messages/channel.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { type Opening, openChannel } from "../connectors/open.ts";
import type { School, Tested } from "../connectors/open-channel.ts";
import { dispositifHere } from "../queries/dispositif-here.ts";
import { findChannel } from "../queries/find-channel.ts";
import { recordHealth, recordTest } from "./record-health.ts";

/**
 * Tries a channel without sending anything: signs in and looks for a school of the dispositif. What was tried is kept
 * beside its health, so that whoever looks later sees what the last test proved.
 * @throws NotFound when it is not configured, or not the caller's.
 */
export async function testChannel(
  sql: Sql,
  tenures: Held[],
  where: { dispositif: string; channel: string },
  opening: Opening,
  now: Date,
): Promise<Tested> {
  const dispositif = await dispositifHere(sql, tenures, where.dispositif);
  const row = dispositif && (await findChannel(sql, dispositif.id, where.channel));
  if (!row) throw new NotFound(say.unknown);
  const found = row;
  const result = await tryIt();
  await recordHealth(sql, row.id, result.ok ? null : result.said, now);
  await recordTest(sql, row.id, result, now);
  return result;

  async function tryIt(): Promise<Tested> {
    const channel = openChannel(found, opening, sql);
    if ("refused" in channel)
      return { ok: false, said: channel.refused, tried: [{ what: say.opening, ok: false }] };
    try {
      return await channel.test(await someSchool(sql, found.dispositif_id));
    } finally {
      await channel.close();
    }
  }
}

async function someSchool(sql: Sql, dispositif: string): Promise<School> {
  const [school] = await sql.query<School>(
    `select o.name etablissement, o.uai from coverage c join organisation o on o.id = c.organisation_id
      where c.dispositif_id = $1::uuid and o.uai is not null and o.school_type is not null and o.closed_at is null
      order by o.key limit 1`,
    [dispositif],
  );
  return school ?? { etablissement: "", uai: "" };
}
