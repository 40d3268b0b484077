import type { RecipientVariable } from "#machines/variables/known.ts";

/** Where each variable is read, of an organisation `o` at `now` (an SQL expression). */
export const valueSql = (name: RecipientVariable, now: string): string => {
  switch (name) {
    case "etablissement":
      return "o.name";
    case "ville":
      return "o.commune_name";
    case "adresse":
      return "nullif(trim(concat_ws(', ', nullif(trim(o.street), ''), nullif(trim(concat_ws(' ', o.postal_code, o.commune_name)), ''))), '')";
    case "telephone":
      return "o.phone";
    case "courriel":
      return "case when o.mail_state <> 'invalid' then o.mail end";
    case "chefEtablissement":
      return `(select trim(coalesce(head.given_name, '') || ' ' || head.name) from tenure headed
        join person head on head.id = headed.person_id
       where headed.organisation_id = o.id and headed.function = 'chefEtablissement' and headed."from" <= ${now}
         and (headed."until" is null or headed."until" > ${now}) and head.closed_at is null
       order by headed.rank, headed."from" desc limit 1)`;
    default:
      return `o.${name}`;
  }
};
