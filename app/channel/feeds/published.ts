import type { Notice } from "#app/engine/outbox/claim.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { CommunityFacts } from "#machines/effects.ts";

export type Published = {
  id: string;
  facts: CommunityFacts;
  template: Notice["template"];
  profiles: string[];
  publishedAt: Date;
  updatedAt: Date;
  /** When it stops being shown; null: when its dossier closes. */
  endsAt: string | null;
};

/** A feed longer than this tells nobody anything. */
const MOST = 100;

/**
 * Messages that have left on the feed of a dispositif and are running now: a message of the four processes from its
 * start to its end, one of a crisis until it closes. What a school refused (MBN-5.3-T2), the lock held or a person
 * withdrew never left there, and exercises are nobody's news.
 * @param school key of a school: only what left for it.
 */
export async function publishedNow(
  sql: Sql,
  dispositif: string,
  now: Date,
  school?: string,
): Promise<Published[]> {
  return sql.query<Published>(
    `select n.id, n.facts, n.template, array_agg(distinct d.function order by d.function) profiles,
            min(d.sent_at) "publishedAt", max(d.sent_at) "updatedAt",
            case when o.kind = 'communication' then o.context->'facts'->>'endsAt' end "endsAt"
       from delivery d join notice n on n.id = d.notice_id join dossier o on o.id = d.dossier_id
      where d.dispositif_id = $1::uuid and d.audience = 'community' and d.channel = 'feed' and d.state = 'sent'
        and not o.exercise and o.closed_at is null and (o.kind <> 'communication' or o.state = 'sent')
        and d.sent_at <= $2::timestamptz
        and ($3::text is null or d.organisation_id = (select id from organisation where key = $3))
      group by n.id, o.kind, o.context
     having case when o.kind = 'communication' then coalesce((o.context->'facts'->>'endsAt')::timestamptz > $2::timestamptz, true)
                 else true end
      order by min(d.sent_at) desc, n.id limit ${MOST}`,
    [dispositif, now.toISOString(), school ?? null],
  );
}
