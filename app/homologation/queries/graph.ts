import type { Sql } from "#app/platform/database/database.ts";
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

/** What joins these systems, as rows and as a picture; null when there is nothing to draw. */
export async function graphOf(
  sql: Sql,
  systems: { id: string; ref: string; title: string }[],
): Promise<{ rows: LinkRow[]; drawing: SystemsDrawing | null }> {
  const known = new Map(systems.map((one) => [one.id, one]));
  const found = await linksOf(sql, [...known.keys()]);
  const named = new Map<string, { id: string; label: string; to: string | null }>();
  const rows: LinkRow[] = [];
  const links: Link[] = [];
  const box = (id: string, label: string, to: string | null) => named.set(id, { id, label, to });
  for (const { from, context } of found)
    for (const one of context.articulations) {
      const here = known.get(from);
      if (!here) continue;
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
