import { conventionOf } from "#app/engine/dossier.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Right, reachOf } from "#app/platform/permissions.ts";
import type { RunbookContext } from "#machines/runbook/v1/context.ts";
import { type RunbookPersonEvent, runbookRights } from "#machines/runbook/v1/events.ts";
import { runbookV1 } from "#machines/runbook/v1/machine.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { type TextDiff, textDiff } from "./text-diff.ts";

export type ProcedurePage = NonNullable<Awaited<ReturnType<typeof procedurePage>>>;
type Row = {
  id: string;
  ref: string;
  state: string;
  title: string;
  revision: number;
  context: RunbookContext;
  convention: string;
  dispositif: { key: string; name: string };
};

/**
 * A procedure of one dispositif: its versions, the text of one of them, what changed to the next.
 * @param wanted hash of the version to read (the one a crisis would run otherwise), and of the one to compare.
 * @returns null when the caller's dispositifs have none of that key.
 */
export async function procedurePage(
  sql: Sql,
  caller: Caller,
  { key, dispositif, version, compare }: Record<"key" | "dispositif" | "version" | "compare", string>,
) {
  const row = await found(sql, caller, key, dispositif);
  if (!row) return null;
  const { context, state } = row;
  const at = (hash: string) => context.versions.findIndex((one) => one.hash === hash);
  const shown =
    context.versions[at(version)] ??
    context.versions.find((one) => one.state === "in-force") ??
    context.versions.at(-1);
  const [texts, convention, can] = await Promise.all([
    textsOf(
      sql,
      context.versions.map(({ hash }) => hash),
    ),
    conventionOf(sql, row.convention),
    able(sql, caller, row),
  ]);
  const [from, to] =
    at(compare) < 0 ? [] : [context.versions[at(compare)], context.versions[at(compare) + 1]];
  const text = (hash: string) => texts.get(hash)?.text ?? "";
  const diff: (TextDiff & { from: number; to: number }) | null =
    from && to ? { ...textDiff(text(from.hash), text(to.hash)), from: from.version, to: to.version } : null;
  const { id, ref, revision, title } = row;
  return {
    ...{ id, ref, revision, title, state, dispositif: row.dispositif, key: context.key },
    versions: context.versions,
    review: context.review,
    shown: shown ? { hash: shown.hash, version: shown.version, runbook: texts.get(shown.hash)?.body } : null,
    diff,
    can,
    instances: convention.instances.map(({ key, name }) => ({ key, name })),
    newestText: text(context.versions.at(-1)?.hash ?? ""),
  };
}

async function found(
  sql: Sql,
  { tenures }: Caller,
  key: string,
  dispositif: string,
): Promise<Row | undefined> {
  const reach = reachOf(tenures, "convention.read");
  const [row] = await sql.query<Row>(
    `select d.id, d.ref, d.state, d.title, d.revision, d.context, d.convention_id convention,
            json_build_object('key', p.key, 'name', p.name) dispositif
       from dossier d join dispositif p on p.id = d.dispositif_id
      where d.kind = 'runbook' and d.columns->>'key' = $1 and ($2 = '' or p.key = $2)
        and ($3 or exists (select 1 from coverage v where v.dispositif_id = p.id and v.organisation_id = any($4::uuid[])))
      order by p.name limit 1`,
    [key, dispositif, reach.all, [...reach.own, ...reach.dispositif]],
  );
  return row;
}

async function textsOf(sql: Sql, hashes: string[]) {
  const rows = await sql.query<{ hash: string; text: string; body: Runbook }>(
    "select hash, text, body from content where hash = any($1::text[])",
    [hashes],
  );
  return new Map(rows.map(({ hash, ...one }) => [hash, one]));
}

/** Events that this person may send it now. */
async function able(
  sql: Sql,
  { tenures }: Caller,
  { id, state, context }: Row,
): Promise<RunbookPersonEvent[]> {
  const accepted = runbookV1.accepts({ state, context }) as RunbookPersonEvent[];
  const rights = new Map<string, boolean>();
  for (const right of new Set(accepted.map((type) => runbookRights[type])))
    rights.set(right, await mayOnDossier(sql, tenures, right as Right, id));
  return accepted.filter((type) => rights.get(runbookRights[type]));
}
