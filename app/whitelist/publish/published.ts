import type { Sql } from "#app/platform/database/database.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import { ATTRIBUTES } from "#machines/whitelist-request/v1/words.ts";

/** One application whose link is open, as the outside reads it: nothing of people, nothing of what is examined. */
export type Entry = {
  key: string;
  ref: string;
  name: string;
  publisher: string;
  purpose: "pedagogical" | "management";
  organisation: string;
  protocol: "cas" | "saml" | "oidc";
  serviceUrl: string;
  redirectUris: string[];
  logoutUrl: string | null;
  clientId: string | null;
  saml: RequestContext["metadata"];
  attributes: string[];
  profiles: string[];
  since: string;
  until: string | null;
};

/** The approved applications of a dispositif, by key then reference: the same list gives the same bytes. */
export async function publishedEntries(sql: Sql, dispositif: string): Promise<Entry[]> {
  const rows = await sql.query<{ ref: string; organisation: string; context: RequestContext }>(
    `select d.ref, o.key organisation, d.context from dossier d join organisation o on o.id = d.organisation_id
      where d.kind = 'whitelist-request' and d.dispositif_id = $1 and d.state in ('active', 'review-due')
        and d.exercise_id is null order by d.columns->>'application', d.ref`,
    [dispositif],
  );
  return rows.flatMap(({ ref, organisation, context }) => {
    const { form } = context;
    if (!form) return [];
    const { application, link, data, population } = form;
    return [
      {
        ...{
          key: context.key,
          ref,
          name: context.name,
          publisher: application.publisher,
          purpose: application.purpose,
        },
        ...{
          organisation,
          protocol: link.protocol,
          serviceUrl: link.serviceUrl,
          redirectUris: link.redirectUris,
        },
        logoutUrl: link.logoutUrl || null,
        clientId: link.clientId || null,
        saml: context.metadata,
        attributes: data.attributes.map(({ key }) => ATTRIBUTES[key]),
        profiles: population.profiles,
        since: context.links.findLast(({ what }) => what === "activated")?.at ?? context.filedAt ?? "",
        until: context.until,
      },
    ];
  });
}
