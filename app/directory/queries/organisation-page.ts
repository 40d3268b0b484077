import type { Sql } from "../../platform/database/database.ts";
import { expectedFunctions, headFunction } from "../functions.ts";
import { type Holder, holdersOf } from "../holders.ts";
import type { MailState } from "../mail-state.ts";

export type OrganisationView = {
  id: string;
  key: string;
  kind: string;
  name: string;
  uai: string | null;
  siren: string | null;
  schoolType: string | null;
  sector: string | null;
  academie: string | null;
  departement: string | null;
  region: string | null;
  communeInsee: string | null;
  communeName: string | null;
  street: string | null;
  postalCode: string | null;
  phone: string | null;
  mail: string | null;
  mailState: MailState;
  timezone: string;
  source: string;
  closedAt: Date | null;
};
export type FunctionView = {
  function: string;
  holders: Holder[];
  substitutes: Holder[];
  /** no-holder: only substitutes or the mailbox answer; no-address: nobody there can be reached. */
  gap: "no-holder" | "no-address" | null;
};
export type OrganisationPage = {
  organisation: OrganisationView;
  /** The alert chain upwards, nearest first. */
  levels: OrganisationView[];
  functions: FunctionView[];
  /** The institutional mailbox answers for this function when nobody does. */
  mailboxAnswersFor: string | null;
  dispositifs: { key: string; name: string; partyKey: string | null }[];
};

const VIEW = `o.id, o.key, o.kind, o.name, o.uai, o.siren, o.school_type as "schoolType", o.sector, o.academie,
  o.departement, o.region, o.commune_insee as "communeInsee", o.commune_name as "communeName", o.street,
  o.postal_code as "postalCode", o.phone, o.mail, o.mail_state as "mailState", o.timezone, o.source,
  o.closed_at as "closedAt"`;

/**
 * Everything the page of an organisation shows; null when there is none.
 * @param idOrKey its id, key or UAI.
 */
export async function organisationPage(
  sql: Sql,
  idOrKey: string,
  at?: Date,
): Promise<OrganisationPage | null> {
  const chain = await sql.query<OrganisationView & { depth: number }>(
    `with recursive up as (
       select o.id, o.parent_id, 0 as depth from organisation o where o.id::text = $1 or o.key = $1 or o.uai = $1
       union all select o.id, o.parent_id, up.depth + 1 from up join organisation o on o.id = up.parent_id where up.depth < 6)
     select ${VIEW}, up.depth from up join organisation o on o.id = up.id order by up.depth`,
    [idOrKey],
  );
  const [organisation, ...levels] = chain;
  if (!organisation) return null;
  const holders = await holdersOf(sql, [organisation.id], undefined, at);
  const dispositifs = await sql.query<OrganisationPage["dispositifs"][number]>(
    `select d.key, d.name, c.party_key as "partyKey" from coverage c join dispositif d on d.id = c.dispositif_id
     where c.organisation_id = $1 order by d.name`,
    [organisation.id],
  );
  return {
    organisation,
    levels,
    functions: functionsOf(organisation, holders),
    mailboxAnswersFor: organisation.mail ? (headFunction(organisation.kind) ?? null) : null,
    dispositifs,
  };
}

/** What is expected and what is held, the expected first. */
function functionsOf({ kind, mail, mailState }: OrganisationView, holders: Holder[]): FunctionView[] {
  const expected = expectedFunctions(kind);
  const required: string[] = expected?.required ?? [];
  const held = holders.map((one) => one.function);
  return [...new Set([...required, ...(expected?.others ?? []), ...held])].map((name) => {
    const all = holders.filter((one) => one.function === name);
    const own = all.filter(({ rank }) => rank === 0);
    const mailbox = name === expected?.head && mail !== null && mailState !== "invalid";
    const reached = mailbox || all.some(({ email, mailState }) => email !== null && mailState !== "invalid");
    const missing = own.length > 0 ? null : "no-holder";
    return {
      function: name,
      holders: own,
      substitutes: all.filter(({ rank }) => rank > 0),
      gap: required.includes(name) ? (reached ? missing : "no-address") : null,
    };
  });
}
