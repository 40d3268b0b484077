import { randomUUID } from "node:crypto";
import { makeUai } from "#app/directory/uai.ts";
import type { Sql } from "#app/platform/database/database.ts";

let counter = 0;

type Organisation = { id: string; key: string; kind: string; name: string; uai: string | null };
type OrganisationWish = Partial<{
  key: string;
  kind: string;
  name: string;
  uai: string | null;
  siren: string;
  schoolType: string;
  sector: string;
  parentId: string;
  academie: string;
  departement: string;
  communeInsee: string;
  communeName: string;
  mail: string | null;
  mailState: string;
  timezone: string;
  source: string;
  closedAt: Date;
}>;

/** Stores an école of the Yvelines, or what is wished instead. */
export async function anOrganisation(sql: Sql, wish: OrganisationWish = {}): Promise<Organisation> {
  const n = ++counter;
  const kind = wish.kind ?? "ecole";
  const school = kind === "ecole" || kind === "etablissement";
  const departement = wish.departement ?? "78";
  const uai = wish.uai === undefined && school ? makeUai(departement, 9000 + (n % 1000)) : (wish.uai ?? null);
  const key = wish.key ?? uai ?? `${kind}-${n}`;
  const mail = wish.mail === undefined ? `ce.${key.toLowerCase()}@ecoles.example.invalid` : wish.mail;
  const [row] = await sql.query<Organisation>(
    `insert into organisation (key, kind, name, uai, siren, school_type, sector, parent_id, academie, departement,
       commune_insee, commune_name, mail, mail_state, timezone, source, closed_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, now())
     returning id, key, kind, name, uai`,
    [
      key,
      kind,
      wish.name ?? `Organisation ${n}`,
      uai,
      wish.siren ?? null,
      wish.schoolType ?? (kind === "ecole" ? "ecole" : kind === "etablissement" ? "college" : null),
      wish.sector ?? (school ? "public" : null),
      wish.parentId ?? null,
      wish.academie ?? "Versailles",
      departement,
      wish.communeInsee ?? null,
      wish.communeName ?? null,
      mail,
      wish.mailState ?? "ok",
      wish.timezone ?? "Europe/Paris",
      wish.source ?? "manual",
      wish.closedAt ?? null,
    ],
  );
  return row as Organisation;
}

type Person = { id: string; email: string | null; name: string };

/** Stores somebody invented. */
export async function aPerson(
  sql: Sql,
  wish: Partial<{
    email: string | null;
    name: string;
    givenName: string;
    phone: string;
    mailState: string;
  }> = {},
): Promise<Person> {
  const n = ++counter;
  const email =
    wish.email === undefined ? `personne.${n}.${randomUUID().slice(0, 8)}@example.invalid` : wish.email;
  const [row] = await sql.query<Person>(
    `insert into person (email, name, given_name, phone, mail_state, source, source_key) values ($1, $2, $3, $4, $5, 'manual', $6)
     returning id, email, name`,
    [
      email,
      wish.name ?? `Personne ${n}`,
      wish.givenName ?? null,
      wish.phone ?? null,
      wish.mailState ?? "ok",
      randomUUID(),
    ],
  );
  return row as Person;
}

/** Gives a function to somebody; to somebody new when nobody is named. */
export async function aTenure(
  sql: Sql,
  wish: {
    function: string;
    organisationId: string | null;
    personId?: string;
    rank?: number;
    from?: Date;
    until?: Date | null;
  },
): Promise<{ id: string; personId: string }> {
  const personId = wish.personId ?? (await aPerson(sql)).id;
  const [row] = await sql.query<{ id: string }>(
    `insert into tenure (person_id, organisation_id, function, rank, "from", until, source)
     values ($1, $2, $3, $4, $5, $6, 'manual') returning id`,
    [
      personId,
      wish.organisationId,
      wish.function,
      wish.rank ?? 0,
      wish.from ?? new Date("2020-09-01T00:00:00Z"),
      wish.until ?? null,
    ],
  );
  return { id: row?.id ?? "", personId };
}
