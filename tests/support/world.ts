import { readFile } from "node:fs/promises";
import { importConvention } from "#app/directory/import-convention.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";

export const NIGHT = new Date("2026-03-24T02:10:00Z");
export const later = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);

/** Imports a convention of the project. */
export async function withConvention(db: Database, file: string, now = NIGHT) {
  const path = `conventions/${file}.yaml`;
  return importConvention(db, { file: path, text: await readFile(path, "utf8"), now });
}

type Org = { key: string; kind: string; name?: string; parent?: string; mail?: string | null } & Record<
  string,
  unknown
>;

/** Adds organisations to the directory, in order; `parent` is a key. Mailboxes are theirs unless said otherwise. */
export async function withOrganisations(db: Database, organisations: Org[]) {
  for (const { parent, mail, ...o } of organisations)
    await db.query(
      `insert into organisation (key, kind, name, uai, school_type, sector, academie, departement, commune_insee, mail, parent_id, updated_at)
       values ($1, $2, $3, $4, $5, 'public', $6, $7, $8, $9, (select id from organisation where key = $10), now())
       on conflict (key) do update set mail = excluded.mail, parent_id = coalesce(excluded.parent_id, organisation.parent_id)`,
      [
        o.key,
        o.kind,
        o.name ?? o.key,
        o.uai ?? null,
        o.schoolType ?? null,
        o.academie ?? null,
        o.departement ?? null,
        o.communeInsee ?? null,
        mail === undefined ? `${o.key}@ecoles.example.invalid` : mail,
        parent ?? null,
      ],
    );
}

/** Someone who holds a function, ready to call commands. */
export async function withPerson(
  db: Database,
  held: { function: string; at?: string; email?: string | null; rank?: number; name?: string },
): Promise<Caller> {
  const email =
    held.email === undefined
      ? `${held.function}-${held.at ?? "console"}-${held.rank ?? 0}@agents.example.invalid`.toLowerCase()
      : held.email;
  const [person] = await db.query<{ id: string; name: string }>(
    "insert into person (email, name, given_name) values ($1, $2, 'Camille') returning id, name",
    [email, held.name ?? `${held.function} ${held.at ?? ""}`.trim()],
  );
  const [organisation] = held.at
    ? await db.query<{ id: string; key: string; kind: string; name: string }>(
        "select id, key, kind, name from organisation where key = $1",
        [held.at],
      )
    : [null];
  if (!person || organisation === undefined) throw new Error(`organisation ${held.at} inconnue`);
  await db.query(
    `insert into tenure (person_id, organisation_id, function, rank, "from") values ($1, $2, $3, $4, '2020-01-01')`,
    [person.id, organisation?.id ?? null, held.function, held.rank ?? 0],
  );
  return {
    person: { id: person.id, name: person.name, givenName: "Camille" },
    tenures: [{ function: held.function, organisation, person: person.id }],
  };
}
