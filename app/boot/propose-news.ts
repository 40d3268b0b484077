import type { FeedRow, Propose } from "#app/channel/feeds/poll.ts";
import type { Item } from "#app/channel/feeds/read-feed.ts";
import { draftMessage } from "#app/communication/commands/draft-message.ts";
import { NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { feedInWords as words } from "#app/messages/feeds.ts";
import { type Caller, type CallerTenure, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";

/**
 * News of a portal as a draft of the classique process (MBN-5.5, MBN-5.3-C): its dates, its channels and its objective
 * are for a person to complete and submit. The person who followed the portal carries it, by their rights of today.
 */
export const proposeNews =
  (db: Database): Propose =>
  async (feed, item, key, now) => {
    const caller = await followerOf(db, feed, now);
    const [tenure] = caller.tenures;
    if (!tenure?.organisation) return { refused: words.noLonger };
    const draft = draftOf(feed, item, tenure.organisation);
    try {
      const { id } = await draftMessage(
        db,
        caller,
        draft,
        now,
        receiptFor(caller.person.id, `news:${key}`, null),
      );
      return { dossier: id };
    } catch (error) {
      if ([Forbidden, InputRefused, RuleRefused, NotFound].some((one) => error instanceof one))
        return { refused: (error as Error).message };
      throw error;
    }
  };

/** Which schools an organisation usually writes to; the author narrows it. */
const perimeters: Record<string, string> = {
  academie: "academie",
  dsden: "departement",
  departement: "departement",
  commune: "schools",
  circonscription: "schools",
  ecole: "school",
  etablissement: "school",
};
/** Braces in somebody else's words are words. */
const literal = (text: string) => text.replaceAll("{{", "\\{{");

const draftOf = (feed: FeedRow, item: Item, from: { key: string; kind: string }) => ({
  ...{ dispositif: feed.dispositif, from: from.key, process: "classique", topic: "other" },
  ...{
    profiles: feed.profiles,
    perimeter: perimeters[from.kind] ?? "dispositif",
    channels: ["ent-messaging"],
  },
  ...{ title: literal(item.title).slice(0, 160), short: literal(item.short).slice(0, 300) },
  long: literal(item.long).slice(0, 6_000),
  objective: words.objective(feed.name, item.link),
});

/** The function in which the portal was followed, if it is still held. */
async function followerOf(db: Database, feed: FeedRow, now: Date): Promise<Caller> {
  const [row] = await db.query<{ person: Caller["person"]; tenures: CallerTenure[] }>(
    `select json_build_object('id', p.id, 'name', p.name, 'givenName', p.given_name) person,
            coalesce((select json_agg(json_build_object('function', t.function, 'organisation', json_build_object('id', o.id,
              'key', o.key, 'kind', o.kind, 'name', o.name))) from tenure t join organisation o on o.id = t.organisation_id
              where t.person_id = p.id and t.function = $2 and t.organisation_id = $3::uuid and t."from" <= $4::timestamptz
                and (t.until is null or t.until > $4::timestamptz)), '[]') tenures
       from person p where p.id = $1::uuid and p.closed_at is null`,
    [feed.person_id, feed.function, feed.organisation_id, now.toISOString()],
  );
  return row ?? { person: { id: feed.person_id, name: "", givenName: null }, tenures: [] };
}
