import { conventionOf } from "#app/engine/dossier.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { MemberContext } from "#machines/federation-member/v1/context.ts";
import { federationOf } from "#machines/federation-member/v1/federation.ts";
import { federatedDispositifs } from "./federated.ts";

type Row = {
  ref: string;
  state: string;
  name: string;
  roles: MemberContext["roles"];
  taken: string[];
  from: string;
  leaves: string | null;
  may: boolean;
};

/**
 * The federation agreement of a dispositif (ATR-8, annexe 2): its text, what each role takes upon itself, who is a
 * member and since when. Whoever may read the convention reads it, members first of all; what was checked of each
 * member stays in its dossier, for those who may read that. Null where there is none for them.
 */
export async function federationAgreement(sql: Sql, caller: Caller, key: string, now: Date) {
  const found = (await federatedDispositifs(sql, caller.tenures, now)).find((one) => one.key === key);
  if (!found) return null;
  const [version] = await sql.query<{ id: string; dispositif: string; since: Date }>(
    `select c.id, d.id dispositif, c.version since from dispositif d join convention c on c.dispositif_id = d.id
      where d.key = $1 and c.version <= $2::timestamptz order by c.version desc, c.imported_at desc limit 1`,
    [key, now.toISOString()],
  );
  if (!version) return null;
  const convention = await conventionOf(sql, version.id);
  const federation = federationOf(convention);
  const params: unknown[] = [version.dispositif];
  const may = mayOnDossierSql(reachOf(caller.tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  const members = await sql.query<Row>(
    `select d.ref, d.state, d.title "name", d.context->'roles' roles, d.columns->>'from' "from", d.columns->>'leaves' leaves,
            array(select jsonb_array_elements(d.context->'commitments')->>'key') taken, ${may} may
       from dossier d where d.kind = 'federation-member' and d.dispositif_id = $1 and d.state in ('admitted', 'member', 'leaving')
      order by d.title, d.id limit 1000`,
    params,
  );
  return {
    dispositif: found,
    convention: { key: convention.key, title: convention.title, since: version.since.toISOString() },
    timezone: convention.timezone,
    federation,
    decides: federation.decides.map(({ kind, function: role }) => ({
      parties: convention.parties.filter((one) => one.kind === kind).map(({ name }) => name),
      function: role,
    })),
    commitments: (["identity", "service"] as const).map((role) => ({
      role,
      ...federation.commitments[role],
      list: federation.commitments[role].list.map((one) => ({
        ...one,
        takenBy: members.filter(({ taken }) => taken.includes(`${role}.${one.key}`)).length,
      })),
    })),
    // Of whom one may not read the dossier: the name, the role and the days, and no more.
    members: members.map(({ ref, taken: _, may: readable, ...one }) => ({
      ...one,
      ref: readable ? ref : null,
    })),
  };
}
export type FederationAgreement = NonNullable<Awaited<ReturnType<typeof federationAgreement>>>;
