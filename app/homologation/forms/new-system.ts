import { natureLabels } from "#app/messages/homologation.ts";
import { homologationForms as words } from "#app/messages/homologation-act.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Held, reachOf } from "#app/platform/permissions.ts";
import { type Field, given, optional, options, type Values } from "./field.ts";

const f = words.field;

/** What is asked of a system that enters the register. */
export async function newSystemFields(sql: Sql, tenures: Held[]): Promise<Field[]> {
  const reach = reachOf(tenures, "system.manage");
  const dispositifs = await sql.query<{ value: string; label: string }>(
    `select p.key "value", p.name "label" from dispositif p where exists (select 1 from coverage c
        where c.dispositif_id = p.id and c.organisation_id = any($1::uuid[])) order by p.name`,
    [[...reach.own, ...reach.dispositif]],
  );
  const line = (name: string, label: string, more: Partial<Field> = {}): Field => ({
    name,
    label,
    kind: "line",
    required: true,
    ...more,
  });
  return [
    { name: "dispositif", label: f.dispositif, kind: "select", required: true, choices: dispositifs, value: dispositifs[0]?.value ?? "" },
    line("name", f.name),
    line("key", f.systemKey, { hint: words.hint.systemKey }),
    { name: "nature", label: f.nature, kind: "select", required: true, choices: options(natureLabels) },
    line("owner", f.systemOwner),
    line("operator", f.operator),
    line("host", f.host),
    line("url", f.url, { required: false }),
    { name: "description", label: f.description, kind: "text" },
  ]; // biome-ignore format: one field a line
}

export const newSystemData = (values: Values) => ({
  ...optional(values, "dispositif", "name", "key", "nature", "url", "description"),
  owner: { key: given(values, "owner") ?? "", name: given(values, "owner") ?? "" },
  operator: { name: given(values, "operator") ?? "" },
  host: { name: given(values, "host") ?? "" },
});
