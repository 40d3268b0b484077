import departements from "@etalab/decoupage-administratif/data/departements.json" with { type: "json" };
import { convention as texts } from "#app/messages/convention.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Held, reachOf } from "#app/platform/permissions.ts";
import { partyKindLabels } from "#conventions/labels.ts";
import type { Convention, Party } from "#conventions/schema.ts";
import { conventionView } from "./convention-view.ts";
import { communeNames, dpdHolders, storedConvention } from "./conventions.ts";

const { page: words } = texts;
const departementNames = new Map(departements.map(({ code, nom }) => [code, nom]));

/**
 * All that the page of a convention shows, in words; null when there is none.
 * @param hash beginning of the hash of an older version.
 */
export async function conventionPage(
  sql: Sql,
  tenures: Held[],
  key: string,
  hash: string | undefined,
  at: Date,
) {
  const stored = await storedConvention(sql, key, hash);
  if (!stored) return null;
  const { body, versions, schools } = stored;
  const communes = await communeNames(
    sql,
    body.perimeter.flatMap((slice) => slice.communes ?? []),
  );
  const view = conventionView(body, {
    departement: (code) => departementNames.get(code) ?? code,
    commune: (code) => communes.get(code) ?? code,
  });
  const parties = await partiesOf(sql, body, await isParty(sql, tenures, stored.dispositifId), at);
  const { title, version, versionNote, until, untilNote, dispositif, timezone } = body;
  return {
    key: body.key,
    title,
    version,
    versionNote: versionNote ?? null,
    until: until ?? null,
    untilNote: untilNote ?? null,
    dispositif: dispositif.name,
    timezone,
    schools,
    newest: versions[0]?.hash === stored.hash,
    hash: stored.hash,
    versions: versions.map(({ importedAt, ...one }) => ({ ...one, importedAt: importedAt.toISOString() })),
    parties,
    ...view,
  };
}
export type ConventionPage = NonNullable<Awaited<ReturnType<typeof conventionPage>>>;

/** The parties give each other the name of their DPD (MBN-4.4): so those whom the dispositif covers see them. */
async function isParty(sql: Sql, tenures: Held[], dispositif: string): Promise<boolean> {
  const { all, own, dispositif: wide } = reachOf(tenures, "convention.read");
  if (all) return true;
  const rows = await sql.query(
    "select 1 from coverage where dispositif_id = $1 and organisation_id = any($2::uuid[]) limit 1",
    [dispositif, [...own, ...wide]],
  );
  return rows.length > 0;
}

const dpdPlace = ({ dpd, organisation }: Party) =>
  "mailbox" in dpd ? null : (dpd.organisation ?? organisation ?? null);

async function partiesOf(sql: Sql, body: Convention, named: boolean, at: Date) {
  const keys = body.parties.flatMap((party) => dpdPlace(party) ?? []);
  const holders = await dpdHolders(sql, keys, at);
  const nameOf = (key: string) => body.organisations.find((one) => one.key === key)?.name ?? key;
  const mailbox = (key: string) => body.mailboxes.find((one) => one.key === key)?.address ?? key;
  return body.parties.map((party) => {
    const place = dpdPlace(party);
    const holder = place ? holders.get(place) : undefined;
    return {
      key: party.key,
      name: party.name,
      kind: partyKindLabels[party.kind],
      organisation: party.organisation ?? null,
      dpd:
        "mailbox" in party.dpd
          ? mailbox(party.dpd.mailbox)
          : place
            ? words.dpdOf(nameOf(place))
            : words.dpdEach,
      holder: !place ? null : holder ? (named ? words.dpdHeld(holder) : words.dpdHidden) : words.dpdVacant,
      vacant: place !== null && !holder,
    };
  });
}
