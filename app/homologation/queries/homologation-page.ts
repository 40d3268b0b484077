import canonicalize from "canonicalize";
import { contentOf, conventionOf } from "#app/engine/dossier.ts";
import { sha256 } from "#app/engine/journal/entry.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";
import type { Demarches } from "#machines/homologation/v1/content.ts";
import { type HomologationContext, measuresOf, residualOf } from "#machines/homologation/v1/context.ts";
import { type HomologationPersonEvent, homologationRights } from "#machines/homologation/v1/events.ts";
import { homologationV1 } from "#machines/homologation/v1/machine.ts";
import { stepsOf } from "#machines/homologation/v1/missing.ts";
import type { SystemContext } from "#machines/system/v1/context.ts";
import { coveredOf } from "../commands/open-homologation.ts";

const canonical = (value: unknown) => canonicalize(value) ?? "";

export type Row = {
  id: string;
  ref: string;
  state: string;
  revision: number;
  context: HomologationContext;
  content: string;
  convention: string;
  conventionId: string;
  dispositif: { key: string; name: string };
  owner: string;
  system: SystemContext | null;
};

const SELECT = `select d.id, d.ref, d.state, d.revision, d.context, d.content_hash "content", c.key "convention",
    c.id "conventionId", json_build_object('key', p.key, 'name', p.name) dispositif, o.name "owner", s.context system
  from dossier d join dispositif p on p.id = d.dispositif_id join convention c on c.id = d.convention_id
  join organisation o on o.id = d.organisation_id
  left join dossier s on s.kind = 'system' and s.id = (d.columns->>'system')::uuid
 where d.kind = 'homologation' and d.ref = $1`;

/** One homologation that the caller may read; null when there is none for them. */
export async function readHomologation(sql: Sql, caller: Caller, ref: string): Promise<Row | null> {
  const row = await homologationOf(sql, ref);
  return row && (await mayOnDossier(sql, caller.tenures, "dossier.read", row.id)) ? row : null;
}
export async function homologationOf(sql: Sql, ref: string): Promise<Row | null> {
  if (!/^HOM-\d{4}-\d{3,}$/.test(ref)) return null;
  const [row] = await sql.query<Row>(SELECT, [ref]);
  return row ?? null;
}

/** What the authority decides on, as one SHA-256: two people who read the same dossier read the same one. */
export const fileHash = ({ file }: HomologationContext) => sha256(canonical(file));

/** The page of one dossier: its steps with what is missing, its parts, what the reader may do now. */
export async function homologationPage(sql: Sql, caller: Caller, ref: string) {
  const row = await readHomologation(sql, caller, ref);
  if (!row) return null;
  const { context, state, system } = row;
  const content = (await contentOf(sql, row.content)) as Demarches;
  const demarche = context.file.strategy && content.demarches[context.file.strategy.demarche];
  const can = await ableTo(sql, caller, row);
  const journal = (await mayOnDossier(sql, caller.tenures, "journal.read", row.id))
    ? await sql.query<{ seq: number; type: string; payload: string }>(
        "select seq, type, payload from journal_entry where dossier_id = $1 order by seq desc limit 30",
        [row.id],
      )
    : [];
  const accepted = new Set(context.decision?.accepted ?? []);
  return {
    ...{
      id: row.id,
      ref: row.ref,
      state,
      revision: row.revision,
      dispositif: row.dispositif,
      owner: row.owner,
    },
    ...{ convention: row.convention, context, can },
    /** The instance that it was put to, as its convention names it; null: the authority itself. */
    submittedTo: context.submitted && (await instanceName(sql, row, context.submitted.instance)),
    steps: demarche ? stepsOf(context, demarche) : [],
    kinds: (demarche?.pieces ?? []).map((one) => ({ ...one, rule: one.rule ?? null })),
    measures: measuresOf(context),
    risks: context.file.risks.map((risk) => ({
      ...risk,
      residual: residualOf(risk),
      toAccept: residualOf(risk) >= content.acceptFrom,
      accepted: accepted.has(risk.key),
    })),
    durations: content.durations.map(({ months, label }) => ({ months, label })),
    months: demarche?.months ?? [],
    acceptFrom: content.acceptFrom,
    hash: context.decision ? fileHash(context) : null,
    uncovered: system && !context.decision ? uncovered(context, system) : 0,
    journal: journal.map(({ seq, type, payload }) => {
      const { at, actor } = JSON.parse(payload) as { at: string; actor: { name: string } };
      return { seq, type, at, by: actor.name };
    }),
  };
}
export type HomologationPage = NonNullable<Awaited<ReturnType<typeof homologationPage>>>;

async function instanceName(sql: Sql, { conventionId }: Row, key: string): Promise<string | null> {
  const { instances } = await conventionOf(sql, conventionId);
  return instances.find((one) => one.key === key)?.name ?? null;
}

/** Links of the system that the dossier does not have, or has otherwise; and a need that changed. */
function uncovered({ file, system }: HomologationContext, now: SystemContext): number {
  const known = new Set(file.articulations.map((one) => canonical(one)));
  const links = coveredOf(now).filter((one) => !known.has(canonical(one))).length;
  const gone = file.articulations.filter(
    ({ key }) => !now.articulations.some((one) => one.key === key),
  ).length;
  return links + gone + ((now.need?.need ?? null) === system.need ? 0 : 1);
}

/** Events that this person may send it now. */
export async function ableTo(
  sql: Sql,
  { tenures }: Caller,
  { id, state, context }: Pick<Row, "id" | "state" | "context">,
): Promise<HomologationPersonEvent[]> {
  const accepted = homologationV1.accepts({ state, context }) as HomologationPersonEvent[];
  const rights = new Map<string, boolean>();
  for (const right of new Set(accepted.map((type) => homologationRights[type])))
    rights.set(right, await mayOnDossier(sql, tenures, right as Right, id));
  return accepted.filter((type) => rights.get(homologationRights[type]));
}
