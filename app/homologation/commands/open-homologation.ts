import { dossierId } from "#app/engine/command/send-event.ts";
import { open } from "#app/engine/dispatch.ts";
import { NotFound, RuleRefused } from "#app/engine/errors.ts";
import { conventionInForce } from "#app/engine/opening/place.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { actingTenure, actorOf, type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { type HomologationContext, measuresOf } from "#machines/homologation/v1/context.ts";
import type { SystemContext } from "#machines/system/v1/context.ts";
import { demarchesInForce } from "./ensure-content.ts";
import { refusedBy } from "./register-system.ts";

type Row = {
  ref: string;
  state: string;
  context: SystemContext;
  dispositif: string;
  dispositifKey: string;
  organisation: string;
  timezone: string;
  readers: string[];
  preparing: string | null;
  current: { id: string; ref: string; context: HomologationContext } | null;
};

/**
 * Opens the dossier of a system's next homologation: it starts from the risks and measures of the one before, as
 * they stand now. One at a time for each system.
 * @throws NotFound, Forbidden, RuleRefused
 */
export async function openHomologation(
  db: Database,
  caller: Caller,
  system: string,
  now: Date,
  receipt?: Receipt,
) {
  const id = dossierId(system);
  if (!(await mayOnDossier(db, caller.tenures, "dossier.read", id)))
    throw new NotFound("Ce système n’existe pas.");
  const tenure = await actingTenure(db, caller, "homologation.prepare", id);
  if (!tenure) throw new Forbidden("homologation.prepare");
  const row = await systemRow(db, id);
  if (row.state !== "active")
    throw refused("Ce système est retiré du registre : il ne s’homologue plus.", []);
  if (row.preparing) throw alreadyOpen(row.preparing);
  const { hash } = await demarchesInForce(db);
  const { convention } = await conventionInForce(db, row.dispositifKey, now);
  try {
    return await open(db, {
      machine: "homologation",
      type: "homologation.opened",
      data: opened(id, row),
      by: actorOf(caller, tenure),
      at: now,
      dispositif: row.dispositif,
      convention,
      organisation: row.organisation,
      content: hash,
      ...(receipt && { receipt }),
    });
  } catch (error) {
    // Two people open it in the same instant: one does, the other is told which.
    if (!refusedBy(error, "dossier_one_preparing")) throw error;
    throw alreadyOpen((await systemRow(db, id)).preparing ?? "");
  }
}

function opened(id: string, { ref, context, current, timezone, readers }: Row) {
  const before = current?.context;
  return {
    system: { id, ref, name: context.name, nature: context.nature, need: context.need?.need ?? null },
    replaces: current && { id: current.id, ref: current.ref },
    timezone,
    readers,
    articulations: coveredOf(context),
    risks: before?.file.risks ?? [],
    measures: before ? measuresOf(before) : [],
  };
}

/** The links of a system as a dossier covers them. */
export const coveredOf = ({ articulations }: SystemContext) =>
  articulations.map(({ key, label, direction, means, data }) => ({ key, label, direction, means, data }));

const refused = (because: string, instead: string[]) =>
  new RuleRefused({ rule: "CHOIX-HOMOLOGATION", article: "choix de la console", because, instead });
const alreadyOpen = (ref: string) =>
  refused(`Le dossier ${ref} est déjà en préparation pour ce système : un seul à la fois.`, [
    `homologation:${ref}`,
  ]);

/** The system and what stands of its homologations, in one reading: none can slip in between. */
async function systemRow(sql: Sql, id: string): Promise<Row> {
  const [row] = await sql.query<Row>(
    `select s.ref, s.state, s.context, s.dispositif_id dispositif, p.key "dispositifKey", s.organisation_id organisation,
            o.timezone,
            (select coalesce(json_agg(a.organisation_id), '[]') from dossier_access a where a.dossier_id = s.id) readers,
            (select h.ref from dossier h where h.kind = 'homologation' and h.columns->>'system' = s.id::text
                and h.state in ('strategy', 'preparation', 'ready', 'commission', 'decided')) preparing,
            (select json_build_object('id', h.id, 'ref', h.ref, 'context', h.context) from dossier h
              where h.kind = 'homologation' and h.columns->>'system' = s.id::text and h.columns->>'current' = 'true'
              order by h.opened_at desc limit 1) "current"
       from dossier s join dispositif p on p.id = s.dispositif_id join organisation o on o.id = s.organisation_id
      where s.id = $1 and s.kind = 'system'`,
    [id],
  );
  if (!row) throw new NotFound("Ce système n’existe pas.");
  return row;
}
