import type { Database, Sql } from "../database/database.ts";
import { type Role, roles } from "../permissions.ts";
import { digest, newSecret } from "../session/secret.ts";
import { organisationFor } from "./organisation-for.ts";
import { TokenRefused } from "./refused.ts";

export type NewToken = {
  email: string;
  role: string;
  /** Key of the dispositif, as `versailles`. */
  dispositif: string;
  /** Key, UAI or SIREN; left out, the party of the dispositif that fits the role. */
  organisation?: string;
  /** Name of a person that the directory does not know yet. */
  name?: string;
  now: Date;
  /** Left out, the token serves until it is revoked. */
  expiresAt?: Date;
};

/** Shows a scanner of leaked secrets, and a person, what it is. */
const PREFIX = "toc_";
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/**
 * Makes an API token for one person in one function; makes the person if new, and the function if not held yet.
 * @returns the secret, shown once: the database keeps its SHA-256 alone.
 * @throws TokenRefused with one sentence that names what was expected.
 */
export async function createToken(db: Database, wanted: NewToken): Promise<string> {
  const { role, dispositif, now } = wanted;
  const email = wanted.email.trim().toLowerCase();
  if (!EMAIL.test(email) || email.length > 200)
    throw new TokenRefused(`Adresse attendue, reçu « ${wanted.email} ».`);
  if (!isRole(role)) throw new TokenRefused(`Rôle inconnu : « ${role} ». Connus : ${roles.join(", ")}.`);
  return db.transaction(async (sql) => {
    const dispositifId = await dispositifOf(sql, dispositif);
    const at = await organisationFor(sql, { role, dispositif: dispositifId, given: wanted.organisation });
    const personId = await personOf(sql, email, wanted.name, now);
    await ensureTenure(sql, { personId, role, organisationId: at, now });
    const secret = PREFIX + newSecret();
    await sql.query(
      `insert into api_token (id, person_id, function, organisation_id, dispositif_id, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [digest(secret), personId, role, at, dispositifId, now, wanted.expiresAt ?? null],
    );
    return secret;
  });
}

const isRole = (given: string): given is Role => (roles as readonly string[]).includes(given);

async function dispositifOf(sql: Sql, key: string): Promise<string> {
  const known = await sql.query<{ id: string; key: string }>("select id, key from dispositif order by key");
  const found = known.find((one) => one.key === key);
  if (found) return found.id;
  const list = known.map((one) => one.key).join(", ") || "aucun (importez une convention)";
  throw new TokenRefused(`Dispositif inconnu : « ${key} ». Connus : ${list}.`);
}

async function personOf(sql: Sql, email: string, name: string | undefined, now: Date): Promise<string> {
  const [person] = await sql.query<{ id: string; closed: boolean }>(
    `insert into person (email, name, created_at) values ($1, $2, $3)
     on conflict (email) do update set email = excluded.email
     returning id, closed_at is not null and closed_at <= $3 as closed`,
    [email, name?.trim().slice(0, 120) || email.slice(0, email.indexOf("@")), now],
  );
  if (!person || person.closed)
    throw new TokenRefused(`« ${email} » a quitté l'annuaire : aucun jeton ne peut lui être donné.`);
  return person.id;
}

/** Comes after whoever holds the function: a token must not change whom an alert reaches first. */
async function ensureTenure(
  sql: Sql,
  held: { personId: string; role: Role; organisationId: string | null; now: Date },
): Promise<void> {
  await sql.query(
    `insert into tenure (person_id, organisation_id, function, rank, "from", source)
     select $1, $2::uuid, $3, coalesce((select max(rank) + 1 from tenure where organisation_id is not distinct from $2::uuid
              and function = $3 and ("until" is null or "until" > $4)), 0), $4, 'token'
      where not exists (select 1 from tenure where person_id = $1 and function = $3
        and organisation_id is not distinct from $2::uuid and "from" <= $4 and ("until" is null or "until" > $4))`,
    [held.personId, held.organisationId, held.role, held.now],
  );
}
