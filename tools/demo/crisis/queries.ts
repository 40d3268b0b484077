import type { Sql } from "#app/platform/database/database.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import { channelName } from "#machines/lock/v1/refusals.ts";

/** Names of the schools that a dispositif covers, as its ENT names them. */
export async function schoolsOf(db: Sql, dispositif: string): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select o.name from coverage c join dispositif d on d.id = c.dispositif_id join organisation o on o.id = c.organisation_id
      where d.key = $1 and o.kind in ('ecole', 'etablissement')`,
    [dispositif],
  );
  return rows.map(({ name }) => name);
}

/** The lock in one line: what is open, and why the rest is not. */
export async function lockLine(db: Sql, dispositif: string): Promise<string> {
  const [row] = await db.query<{ context: LockContext }>(
    `select l.context from dossier l join dispositif d on d.id = l.dispositif_id where l.kind = 'lock' and d.key = $1`,
    [dispositif],
  );
  if (!row) throw new Error("Aucun verrou.");
  const { open, closed } = row.context;
  const opened = open.map(({ channel }) => channelName(channel)).join(", ") || "rien";
  const why = closed[0]?.because[0];
  return `verrou : ouvert à la communauté : ${opened}${why ? ` ; le reste fermé, ${why.rule} (art. ${why.article})` : ""}`;
}

/** Who was told of the crisis, by kind of message. */
export async function counts(db: Sql, dossier: string): Promise<string[]> {
  const rows = await db.query<{ template: string; n: number; sent: number }>(
    `select n.template, count(*)::int n, (count(*) filter (where d.state = 'sent'))::int sent
       from delivery d join notice n on n.id = d.notice_id where d.dossier_id = $1 group by 1 order by 1`,
    [dossier],
  );
  const words: Record<string, string> = {
    "cell-call": "appels dans la cellule",
    crisis: "parties et chefs d’établissement prévenus",
  };
  return rows.map(({ template, n, sent }) => `${n} ${words[template] ?? template}, ${sent} partis`);
}

/** References of crises that hold the lock of a dispositif; empty when none does. */
export async function openCrises(db: Sql, dispositif: string): Promise<string> {
  const [row] = await db.query<{ refs: string | null }>(
    `select string_agg(d.ref, ', ' order by d.ref) refs from dossier d join dispositif p on p.id = d.dispositif_id
      where d.kind = 'crisis' and p.key = $1 and d.state in ('qualified', 'active')`,
    [dispositif],
  );
  return row?.refs ?? "";
}
