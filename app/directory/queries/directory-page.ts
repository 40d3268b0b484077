import type { Sql } from "../../platform/database/database.ts";
import type { MailState } from "../mail-state.ts";

const PAGE = 50;
const ACCENTS = ["àâäáãçéèêëíîïñóôöõúùûüýÿ", "aaaaaceeeeiiinoooouuuuyy"] as const;

export type DirectoryFilter = {
  /** Words of a name or a commune, or the beginning of a UAI; all have to be found. */
  q?: string;
  kind?: string;
  departement?: string;
  /** Key of a dispositif: only what it covers. */
  dispositif?: string;
  cursor?: string;
};
export type DirectoryRow = {
  id: string;
  key: string;
  kind: string;
  schoolType: string | null;
  name: string;
  uai: string | null;
  departement: string | null;
  communeName: string | null;
  mail: string | null;
  mailState: MailState;
  closed: boolean;
  /** People who hold a function there now. */
  holders: number;
};
export type DirectoryPage = { rows: DirectoryRow[]; next: string | null };

const plain = (text: string) => `translate(lower(${text}), '${ACCENTS[0]}', '${ACCENTS[1]}')`;

/** One page of the directory, by name; `next` is the cursor of the page after. */
export async function directoryPage(sql: Sql, filter: DirectoryFilter): Promise<DirectoryPage> {
  const words = (filter.q ?? "").slice(0, 200).split(/\s+/).filter(Boolean).slice(0, 8);
  const after = readCursor(filter.cursor);
  const rows = await sql.query<DirectoryRow>(
    `select o.id, o.key, o.kind, o.school_type as "schoolType", o.name, o.uai, o.departement,
       o.commune_name as "communeName", o.mail, o.mail_state as "mailState", o.closed_at is not null as closed,
       (select count(*) from tenure t join person p on p.id = t.person_id
        where t.organisation_id = o.id and t.until is null and p.closed_at is null) as holders
     from organisation o
     where ($1::text is null or o.kind = $1) and ($2::text is null or o.departement = $2)
       and ($3::text is null or exists (
         select 1 from coverage c join dispositif d on d.id = c.dispositif_id where d.key = $3 and c.organisation_id = o.id))
       and not exists (
         select 1 from unnest($4::text[]) as w(word)
         where ${plain("o.name || ' ' || coalesce(o.commune_name, '') || ' ' || coalesce(o.uai, '')")}
           not like '%' || ${plain("w.word")} || '%')
       and ($5::text is null or (o.name, o.id) > ($5, $6::uuid))
     order by o.name, o.id limit ${PAGE + 1}`,
    [
      filter.kind || null,
      filter.departement || null,
      filter.dispositif || null,
      words.map((word) => word.replace(/[\\%_]/g, "\\$&")),
      after?.name ?? null,
      after?.id ?? null,
    ],
  );
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return { rows: page, next: last ? writeCursor(last) : null };
}

const writeCursor = ({ name, id }: { name: string; id: string }) =>
  Buffer.from(JSON.stringify([name, id])).toString("base64url");

/** A cursor that somebody altered is no cursor: the first page is shown. */
function readCursor(cursor: string | undefined): { name: string; id: string } | null {
  if (!cursor) return null;
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    const sound = typeof name === "string" && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id);
    return sound ? { name: name.replaceAll("\0", ""), id } : null;
  } catch {
    return null;
  }
}
