import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reach } from "#app/platform/permissions.ts";
import { drawSystems, type Link, MOST_DRAWN, type SystemsDrawing } from "../layout/graph.ts";
import { linksOf } from "./systems.ts";

export type LinkRow = {
  key: string;
  from: string;
  fromRef: string;
  to: string;
  toRef: string | null;
  direction: string;
  means: string;
  data: string;
  minors: boolean;
};

type System = { id: string; ref: string; title: string };
type Asked = {
  /** Whose own links are told. */
  systems: System[];
  /** Only links that touch this one. */
  around?: string;
};

/**
 * What joins these systems, as rows and as a picture; null when there is nothing to draw. A system at the other end
 * is named as the register names it, wherever it stands in a list, where the reader may see it.
 */
export async function graphOf(
  sql: Sql,
  reach: Reach,
  { systems, around }: Asked,
): Promise<{ rows: LinkRow[]; drawing: SystemsDrawing | null }> {
  const found = await linksOf(
    sql,
    systems.map(({ id }) => id),
  );
  const ends = found.flatMap(({ context }) => context.articulations.flatMap(({ to }) => (to ? [to] : [])));
  const others = await seenSystems(sql, reach, ends);
  const known = new Map([...others, ...systems].map((one) => [one.id, one]));
  const named = new Map<string, { id: string; label: string; to: string | null }>();
  const rows: LinkRow[] = [];
  const links: Link[] = [];
  const box = (id: string, label: string, to: string | null) => named.set(id, { id, label, to });
  for (const { from, context } of found)
    for (const one of context.articulations) {
      const here = known.get(from);
      if (!here || (around && from !== around && one.to !== around)) continue;
      const there = one.to ? known.get(one.to) : undefined;
      const id = there?.id ?? `hors:${one.label.toLowerCase()}`;
      box(from, here.title, `/homologation/systemes/${here.ref}`);
      box(id, there?.title ?? one.label, there ? `/homologation/systemes/${there.ref}` : null);
      const [source, target] = one.direction === "in" ? [id, from] : [from, id];
      links.push({
        id: one.key,
        from: source,
        to: target,
        label: `${one.means} : ${one.data}`,
        both: one.direction === "both",
      });
      const { key, direction, means, data, minors } = one;
      rows.push({
        key,
        direction,
        means,
        data,
        minors,
        from: here.title,
        fromRef: here.ref,
        to: there?.title ?? one.label,
        toRef: there?.ref ?? null,
      });
    }
  const drawing =
    named.size > 0 && named.size <= MOST_DRAWN ? await drawSystems([...named.values()], links) : null;
  return { rows, drawing };
}

/** Systems of these ids that the reader may see. */
async function seenSystems(sql: Sql, reach: Reach, ids: string[]): Promise<System[]> {
  if (ids.length === 0) return [];
  const params: unknown[] = [ids];
  const may = mayOnDossierSql(reach, (value) => `$${params.push(value)}`);
  return sql.query<System>(
    `select d.id, d.ref, d.title from dossier d where d.id = any($1::uuid[]) and d.kind = 'system' and ${may}`,
    params,
  );
}

/** Systems whose own links lead to this one, where the reader may see them. */
export async function leadingTo(sql: Sql, reach: Reach, id: string): Promise<System[]> {
  const params: unknown[] = [JSON.stringify([{ to: id }])];
  const may = mayOnDossierSql(reach, (value) => `$${params.push(value)}`);
  return sql.query<System>(
    `select d.id, d.ref, d.title from dossier d
      where d.kind = 'system' and d.state = 'active' and d.context->'articulations' @> $1::jsonb and ${may}
      order by d.title limit 60`,
    params,
  );
}
