import { contentOf } from "#app/engine/dossier.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Demarches } from "#machines/homologation/v1/content.ts";
import { type HomologationContext, residualOf } from "#machines/homologation/v1/context.ts";
import { isThere } from "#machines/meeting/v1/who.ts";
import type { MeetingPage, PageItem } from "./meeting-page.ts";

type Choice = { value: string; label: string; hint?: string };
/** What the form of a decision offers, from the dossier that it moves. */
export type DecideAround = {
  authorities: (Choice & { name: string; function: string; person: string })[];
  months: number[];
  risks: Choice[];
  reviews: Choice[];
  reserves: Choice[];
};

const DECIDE = ["autoriteHomologation", "recteur"];
const nothing: DecideAround = { authorities: [], months: [], risks: [], reviews: [], reserves: [] };

const keeps = ({ secretary, chair, present }: MeetingPage["mine"], kind: string) =>
  secretary || (chair && (present || kind === "written"));

/** Who may decide of that homologation, for how long, what it would accept, what is open. Nothing for other points. */
export async function decideAround(sql: Sql, page: MeetingPage, item: PageItem, now: Date): Promise<DecideAround> {
  if (item.dossier?.machine !== "homologation") return nothing;
  const [[row], people] = await Promise.all([
    sql.query<{ context: HomologationContext; content: string }>(
      `select context, content_hash content from dossier where id = $1 and kind = 'homologation'`,
      [item.dossier.id],
    ),
    sql.query<{ person: string; name: string; function: string; organisation: string }>(
      `select p.id person, trim(coalesce(p.given_name, '') || ' ' || p.name) "name", t.function, o.name organisation
         from tenure t join person p on p.id = t.person_id join organisation o on o.id = t.organisation_id
         join coverage c on c.organisation_id = o.id join dispositif d on d.id = c.dispositif_id
        where d.key = $1 and t.function = any($2::text[]) and p.closed_at is null
          and t."from" <= $3 and (t.until is null or t.until > $3) order by t.rank, o.name, p.name limit 100`,
      [page.dispositif.key, DECIDE, now.toISOString()],
    ),
  ]);
  if (!row) return nothing;
  const { file, reviews, decision, reserves } = row.context;
  const content = (await contentOf(sql, row.content)) as Demarches;
  const demarche = file.strategy ? content.demarches[file.strategy.demarche] : undefined;
  const wanted = file.strategy?.authority.person;
  const likely = (person: string) => 2 * Number(isThere(page.context, person)) + Number(person === wanted);
  return {
    // An authority that was called says its own decision, and no other's.
    authorities: people
      .filter(({ person }) => keeps(page.mine, page.context.kind) || person === page.mine.person)
      .map((one) => ({ ...one, function: functionLabel(one.function), value: `${one.person}/${one.function}`, label: `${one.name}, ${functionLabel(one.function)}, ${one.organisation}` }))
      // Whoever is there first: one who is not there decides nothing.
      .sort((a, b) => likely(b.person) - likely(a.person)),
    months: [...(demarche?.months ?? [])],
    risks: file.risks
      .filter((risk) => residualOf(risk) >= content.acceptFrom)
      .map((risk) => ({ value: risk.key, label: risk.event, hint: risk.scenario.slice(0, 160) })),
    reviews: reviews.filter(({ concluded }) => !concluded).map(({ key, what }) => ({ value: key, label: what.slice(0, 140) })).reverse(),
    reserves: (decision?.reserves ?? []).filter(({ key }) => !reserves[key]?.lifted).map(({ key, text }) => ({ value: key, label: text.slice(0, 140) })),
  };
} // biome-ignore format: one list a line
