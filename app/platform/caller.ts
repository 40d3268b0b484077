import type { Actor } from "#machines/effects.ts";
import type { Sql } from "./database/database.ts";
import { type Held, permissions, type Reach, type Right, type Role, reachOf } from "./permissions.ts";

/** A function held, with what pages and the journal say of it. */
export type CallerTenure = Held & {
  organisation: { id: string; key: string; kind: string; name: string } | null;
};
/** Whoever asks: by session or by token. */
export type Caller = {
  person: { id: string; name: string; givenName: string | null };
  tenures: CallerTenure[];
};

/** The caller lacks a right; which one is said (403). */
export class Forbidden extends Error {
  constructor(readonly right: Right) {
    super(`Il vous manque le droit « ${right} » pour cela.`);
  }
}

/**
 * SQL condition « this caller may, on this dossier », for `dossier d`.
 * @param add numbers a parameter and answers its placeholder.
 */
export function mayOnDossierSql(reach: Reach, add: (value: unknown) => string): string {
  if (reach.all) return "true";
  const dispositif = add(reach.dispositif);
  const own = add([...reach.own, ...reach.dispositif]);
  const named =
    reach.named.length > 0
      ? ` or d.id in (select r.dossier_id from dossier_reader r where r.person_id = any(${add(reach.named)}::uuid[]))`
      : "";
  return `(d.dispositif_id in (select dispositif_id from coverage where organisation_id = any(${dispositif}::uuid[]))
    or exists (select 1 from dossier_access a where a.dossier_id = d.id and a.organisation_id = any(${own}::uuid[]))
    or exists (
      with recursive up(id) as (
        select d.organisation_id
        union select o.parent_id from up join organisation o on o.id = up.id where o.parent_id is not null
      ) select 1 from up where id = any(${own}::uuid[]))${named})`;
}

/** Whether the caller holds the right on that dossier; unknown dossiers answer false. */
export async function mayOnDossier(
  sql: Sql,
  tenures: Held[],
  right: Right,
  dossier: string,
): Promise<boolean> {
  const params: unknown[] = [dossier];
  const condition = mayOnDossierSql(reachOf(tenures, right), (value) => `$${params.push(value)}`);
  const rows = await sql.query(`select 1 from dossier d where d.id = $1 and ${condition}`, params);
  return rows.length > 0;
}

/** The functions in which the caller may do it, in order; the one used goes into the journal. */
export async function actingTenures(
  sql: Sql,
  caller: Caller,
  right: Right,
  dossier: string,
): Promise<CallerTenure[]> {
  const able: CallerTenure[] = [];
  for (const tenure of caller.tenures)
    if (permissions[tenure.function as Role]?.[right] && (await mayOnDossier(sql, [tenure], right, dossier)))
      able.push(tenure);
  return able;
}

/** The first of them. */
export const actingTenure = async (sql: Sql, caller: Caller, right: Right, dossier: string) =>
  (await actingTenures(sql, caller, right, dossier))[0] ?? null;

/** The caller as the journal writes them. */
export function actorOf({ person }: Caller, tenure: CallerTenure): Actor {
  const { organisation } = tenure;
  return {
    kind: "person",
    id: person.id,
    name: [person.givenName, person.name].filter(Boolean).join(" "),
    function: tenure.function,
    ...(organisation && {
      organisation: {
        id: organisation.id,
        key: organisation.key,
        kind: organisation.kind,
        name: organisation.name,
      },
    }),
  };
}
