import { dispatch, open } from "#app/engine/dispatch.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { functionShortLabels, partyKindLabels } from "#conventions/labels.ts";
import type { Convention } from "#conventions/schema.ts";
import { seatsOf, termsOf } from "#machines/instance/v1/terms.ts";

const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };
type Lacking = {
  dispositif: string;
  convention: string;
  organisation: string;
  body: Convention;
  edition: string;
  key: string;
  /** Its dossier, where an older version of the convention opened it. */
  dossier: string | null;
};
type Place = { id: string; key: string; kind: string; name: string };

/**
 * Opens an instance for each one that the convention in force names and that has no dossier, and tells those of an
 * older version what the new one says. Twice changes nothing; nothing at most turns, in one query.
 */
export async function ensureInstances(db: Database, now: Date): Promise<void> {
  for (const one of await lacking(db, now)) await ensure(db, one, now);
}

function lacking(db: Sql, now: Date): Promise<Lacking[]> {
  return db.query<Lacking>(
    `select d.id dispositif, c.id convention, o.organisation_id organisation, c.body, c.edition, i.one->>'key' "key", l.id dossier
       from dispositif d
       join lateral (select id, body, "version" || '#' || left(hash, 12) edition from convention
                      where dispositif_id = d.id and "version" <= $1::timestamptz
                      order by convention."version" desc, imported_at desc limit 1) c on true
       join lateral (select organisation_id from coverage where dispositif_id = d.id
                      order by party_key nulls last, organisation_id limit 1) o on true
      cross join lateral jsonb_array_elements(c.body->'instances') i(one)
       left join dossier l on l.kind = 'instance' and l.dispositif_id = d.id and l.columns->>'key' = i.one->>'key'
      where l.id is null or l.columns->>'edition' is distinct from c.edition
      order by d.key, i.one->>'key'`,
    [now.toISOString()],
  );
}

async function ensure(db: Database, one: Lacking, now: Date): Promise<void> {
  const { body, key, dossier } = one;
  const terms = termsOf(body, key, one.edition);
  if (!terms) return;
  const places = await placesOf(db, body);
  const seats = seatsOf(body, key, places, (party, role) => {
    const name = (partyKindLabels as Record<string, string>)[party] ?? party;
    return role ? `${name}, ${(functionShortLabels as Record<string, string>)[role] ?? role}` : name;
  });
  // Two processes that start together write it once.
  const receipt = receiptFor(console_.id, `instance:${one.dispositif}:${key}:${one.edition}`, null);
  const common = { by: console_, at: now, receipt };
  if (dossier) {
    await dispatch(db, { ...common, dossier, type: "instance.aligned", data: { terms, seats } });
    return;
  }
  await open(db, {
    ...common,
    machine: "instance",
    type: "instance.opened",
    data: { key, terms, seats, timezone: body.timezone, readers: [...places.values()].map(({ id }) => id) },
    dispositif: one.dispositif,
    convention: one.convention,
    organisation: one.organisation,
  }).catch((error: unknown) => {
    // Another process opened it first: the index keeps one.
    if ((error as { code?: unknown }).code !== "23505") throw error;
  });
}

/** Organisations that are party by name, by their key in the convention. */
async function placesOf(sql: Sql, { parties }: Convention): Promise<Map<string, Place>> {
  const keys = parties.flatMap(({ organisation }) => (organisation ? [organisation] : []));
  const rows = await sql.query<Place>(
    "select id, key, kind, name from organisation where key = any($1::text[]) order by key",
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}
