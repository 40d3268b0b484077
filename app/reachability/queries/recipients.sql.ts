import { hasFailed } from "#app/engine/outbox/failed.sql.ts";
import { unconfirmed } from "#app/engine/write/addresses.sql.ts";

/**
 * Everyone whom a test wrote to, one row each: who, where, and what became of it. `dossier` is an SQL expression.
 * reachable, changed (not the right person any more), failed (refused, given up, came back), derived (an address made
 * up from the UAI that never answered), waiting (not sent yet), silent.
 */
export const recipientsSql = (dossier: string) => `
  select d.id, d.name, d.function, d.address, d.via, d.acked_at, d.sent_at, d.alert, coalesce(d.failure, d.last_error) why,
         o.key organisation_key, o.name organisation, o.uai, o.departement,
         case when d.answer = 'taken' then 'reachable' when d.answer = 'not-me' then 'changed'
              when ${hasFailed()} then 'failed' when d.state <> 'sent' then 'waiting'
              when ${unconfirmed} then 'derived' else 'silent' end state
    from delivery d join notice n on n.id = d.notice_id and n.key = 'test' join organisation o on o.id = d.organisation_id
   where d.dossier_id = ${dossier}`;
