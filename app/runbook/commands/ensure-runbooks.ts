import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { dispatch, open } from "#app/engine/dispatch.ts";
import { sha256 } from "#app/engine/journal/entry.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { projectRoot } from "#app/platform/root.ts";
import type { RunbookProblem } from "#runbooks/problem.ts";
import { importRunbook } from "../import-runbook.ts";

const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };
type Shipped = { hash: string; key: string; version: number; title: string };

/**
 * Puts the procedures that come with the console into each dispositif, as drafts that a commission has still to
 * approve. Twice changes nothing. A text that came with a newer console becomes a draft where nobody has written
 * since; where people have, theirs stays.
 * @returns mistakes of files that could not be read, by file:line; the others are there.
 */
export async function ensureRunbooks(
  db: Database,
  now: Date,
  folder = join(projectRoot, "runbooks"),
): Promise<RunbookProblem[]> {
  const { shipped, problems } = await keep(db, folder, now);
  if (shipped.length > 0) for (const lacking of await lackingIn(db, shipped)) await add(db, lacking, now);
  return problems;
}

/** Makes drafts, in each dispositif that lacks them, of texts that `content` holds. @param hashes of these texts */
export async function draftRunbooks(db: Database, hashes: string[], now: Date): Promise<void> {
  const texts = await contents(
    db,
    hashes.map((hash) => ({ hash })),
  );
  if (texts.length > 0) for (const lacking of await lackingIn(db, texts)) await add(db, lacking, now);
}

/** The texts of the folder, in `content`; one that is there already is not read again. */
async function keep(db: Sql, folder: string, now: Date) {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  const texts = await Promise.all(
    files.map(async (file) => {
      const text = (await readFile(join(folder, file), "utf8"))
        .replace(/^\uFEFF/, "")
        .replace(/\r\n?/g, "\n");
      return { file, text, hash: sha256(text) };
    }),
  );
  const problems: RunbookProblem[] = [];
  const known = await contents(db, texts);
  const unknown = texts.filter(({ hash }) => !known.some((one) => one.hash === hash));
  for (const { file, text } of unknown) {
    const done = await importRunbook(db, { file, text, now });
    if (done.ok) {
      const { key, version, title } = done.runbook;
      known.push({ hash: done.hash, key, version, title });
    } else problems.push(...done.problems);
  }
  return { shipped: known, problems };
}

const contents = (db: Sql, texts: { hash: string }[]) =>
  db.query<Shipped>(
    `select hash, body->>'key' "key", (body->>'version')::int "version", body->>'title' title
       from content where kind = 'runbook' and hash = any($1::text[])`,
    [texts.map(({ hash }) => hash)],
  );

type Lacking = Shipped & {
  dispositif: string;
  dispositifKey: string;
  convention: string;
  organisation: string;
  /** Dossier of that key, where there is one with an older text of the console. */
  dossier: string | null;
};

/** Which dispositif lacks which text: one query, answered by nothing at most starts. */
function lackingIn(db: Sql, shipped: Shipped[]): Promise<Lacking[]> {
  return db.query<Lacking>(
    `select s.hash, s."key", s."version", s.title, d.id dispositif, d.key "dispositifKey", c.id convention,
            o.organisation_id organisation, r.id dossier
       from jsonb_to_recordset($1::jsonb) s(hash text, "key" text, "version" int, title text)
      cross join dispositif d
       join lateral (select id from convention where dispositif_id = d.id
                      order by version desc, imported_at desc limit 1) c on true
       join lateral (select organisation_id from coverage where dispositif_id = d.id
                      order by party_key nulls last, organisation_id limit 1) o on true
       left join dossier r on r.kind = 'runbook' and r.dispositif_id = d.id and r.columns->>'key' = s."key"
      where r.id is null
         or (r.state in ('draft', 'in-force') and r.context->'versions'->-1->'drafted'->'by'->>'id' = $2
             and s."version" >= (r.columns->>'version')::int + case r.state when 'draft' then 0 else 1 end
             and not jsonb_path_exists(r.context, '$.versions[*].hash ? (@ == $h)', jsonb_build_object('h', s.hash)))
      order by d.key, s."key"`,
    [JSON.stringify(shipped), console_.id],
  );
}

async function add(db: Database, one: Lacking, now: Date): Promise<void> {
  const { hash, key, version, title, dossier } = one;
  // Two processes that start together write it once.
  const receipt = receiptFor(console_.id, `runbook:${one.dispositif}:${key}:${hash}`, null);
  const common = { by: console_, at: now, receipt };
  if (dossier)
    await dispatch(db, { ...common, dossier, type: "runbook.revised", data: { hash, version, title } });
  else
    await open(db, {
      ...common,
      machine: "runbook",
      type: "runbook.drafted",
      data: { key, dispositif: one.dispositifKey, hash, version, title },
      dispositif: one.dispositif,
      convention: one.convention,
      organisation: one.organisation,
      content: hash,
    });
}
