import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { type Problem, readConvention } from "#conventions/read.ts";
import type { Convention, ConventionOrganisation } from "#conventions/schema.ts";
import { ensureLocks } from "../engine/gate/ensure-lock.ts";
import type { Database, Sql } from "../platform/database/database.ts";
import { applyImport } from "./import-run.ts";
import { isAddress } from "./mail-state.ts";
import { count, newReport, type Report } from "./report.ts";
import { applyOrganisations, matchOrganisations } from "./staging/apply.ts";
import { loadOrganisations } from "./staging/load.ts";
import { fingerprinted, staged } from "./staging/organisation.ts";
import { academieOf, communeOf, regionOf, timezoneOf } from "./territories.ts";

export type ConventionOptions = { file: string; text: string; dryRun?: boolean; now: Date };

/**
 * Imports one convention: its dispositif, the organisations it names and that are lacking, and a version of its
 * body; then what the dispositif covers. The same body twice changes nothing. A mailbox of the convention stays
 * in its body: it is the convention's, not the organisation's own.
 * @returns a report whose `refused` holds each mistake with its line; nothing is imported when there is one.
 */
export async function importConvention(db: Database, options: ConventionOptions): Promise<Report> {
  const { file, text, dryRun = false, now } = options;
  const report = newReport("convention", file, dryRun);
  report.policy =
    "Une convention qui contient une faute n'est pas importée du tout ; chaque faute est nommée.";
  const reading = readConvention(text, file);
  if (!reading.ok) {
    report.refused = reading.problems.map(refusal);
    return report;
  }
  const body = canonicalize(reading.convention) ?? "";
  const hash = createHash("sha256").update(body).digest("hex");
  const imported = await applyImport(db, { report, hash, now }, async (sql) => {
    const dispositif = await ensureDispositif(sql, reading.convention, now);
    await applyNamed(sql, reading.convention, report, now);
    await addVersion(sql, { dispositif, convention: reading.convention, body, hash, report, now });
  });
  if (!dryRun) await ensureLocks(db, now);
  return imported;
}

const refusal = ({ file, line, path, message }: Problem) => ({ file, line, key: path, reason: message });

async function ensureDispositif(
  sql: Sql,
  { dispositif: { key, name } }: Convention,
  now: Date,
): Promise<string> {
  const [row] = await sql.query<{ id: string }>(
    `insert into dispositif (key, name, created_at) values ($1, $2, $3)
     on conflict (key) do update set name = excluded.name returning id`,
    [key, name, now],
  );
  return row?.id ?? "";
}

async function applyNamed(sql: Sql, { organisations, timezone }: Convention, report: Report, now: Date) {
  const depth = (one: ConventionOrganisation): 0 | 1 | 2 => {
    const parent = organisations.find(({ key }) => key === one.parent);
    return parent ? (depth(parent) === 0 ? 1 : 2) : 0;
  };
  await loadOrganisations(
    sql,
    organisations.map((one) => fingerprinted(stagedOf(one, timezone, depth(one)))),
  );
  await matchOrganisations(sql);
  const applied = await applyOrganisations(sql, { source: "convention", owned: ["convention"], now });
  count(report, "organisations créées", applied.added);
  count(report, "organisations changées", applied.changed);
  count(report, "organisations déjà connues", applied.left);
}

function stagedOf(one: ConventionOrganisation, timezone: string, level: 0 | 1 | 2) {
  // A région or the Collectivité européenne d'Alsace spans several: none of them is its own.
  const departement = one.departements?.length === 1 ? (one.departements[0] ?? null) : null;
  const first = one.departements?.[0] ?? null;
  return staged({
    key: one.key,
    kind: one.kind,
    name: one.name,
    uai: one.uai ?? null,
    siren: one.siren ?? null,
    parentKey: one.parent ?? null,
    academie: one.academie ?? (departement ? academieOf(departement) : null),
    departement,
    region: first ? regionOf(first) : null,
    communeInsee: one.commune ? communeOf(one.commune, "").insee : null,
    mail: one.address ?? null,
    mailState: one.address && !isAddress(one.address) ? "invalid" : "ok",
    timezone: one.timezone ?? (first ? timezoneOf(first) : timezone),
    level,
  });
}

type Version = {
  dispositif: string;
  convention: Convention;
  body: string;
  hash: string;
  report: Report;
  now: Date;
};

async function addVersion(sql: Sql, { dispositif, convention, body, hash, report, now }: Version) {
  const { key, version, title } = convention;
  const known = await sql.query<{ hash: string }>(
    "select hash from convention where key = $1 and version = $2::date order by imported_at desc",
    [key, version],
  );
  if (known[0]?.hash === hash) {
    report.left++;
    return;
  }
  // An older body put back is the newest again; dossiers hold the row they began with, which stays.
  await sql.query(
    `insert into convention (dispositif_id, key, version, title, body, hash, imported_at)
     values ($1, $2, $3::date, $4, $5::jsonb, $6, $7)
     on conflict (key, version, hash) do update set imported_at = excluded.imported_at`,
    [dispositif, key, version, title, body, hash, now],
  );
  if (known.length > 0) report.changed++;
  else report.added++;
}
