import canonicalize from "canonicalize";
import { stringify } from "csv-stringify/sync";
import { NotFound } from "#app/engine/errors.ts";
import { sha256 } from "#app/engine/journal/entry.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { casServices } from "./cas-fragment.ts";
import { type Entry, publishedEntries } from "./published.ts";
import { samlEntities, samlFilter } from "./saml-fragment.ts";
import { detachedSignature } from "./sign.ts";

export const FORMS = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  cas: "application/json; charset=utf-8",
  saml: "application/samlmetadata+xml; charset=utf-8",
  "saml-filter": "application/xml; charset=utf-8",
} as const;
export type Form = keyof typeof FORMS;

/** The dispositif of that key, for whoever may read its convention. @throws NotFound */
async function readable(
  sql: Sql,
  { tenures }: Caller,
  key: string,
): Promise<{ id: string; key: string; name: string }> {
  const { all, own, dispositif } = reachOf(tenures, "convention.read");
  const [found] = await sql.query<{ id: string; key: string; name: string }>(
    `select id, key, name from dispositif d where key = $1 and ($2::boolean or exists (
       select 1 from coverage c where c.dispositif_id = d.id and c.organisation_id = any($3::uuid[])))`,
    [key, all, [...own, ...dispositif]],
  );
  if (!found) throw new NotFound("Ce dispositif n'existe pas.");
  return found;
}

/**
 * The whitelist of a dispositif in one of its forms, signed over its very bytes. The bytes follow from the list
 * alone: as long as nobody is added or suspended the ETag holds.
 */
export async function publishedList(sql: Sql, secret: string, caller: Caller, key: string, form: Form) {
  const dispositif = await readable(sql, caller, key);
  const entries = await publishedEntries(sql, dispositif.id);
  const body = bodyOf(form, dispositif, entries);
  const signature = await detachedSignature(sql, secret, body, `${dispositif.key}/${form}`);
  return { body, type: FORMS[form], etag: `"${sha256(body).slice(0, 32)}"`, signature };
}

function bodyOf(form: Form, { key, name }: { key: string; name: string }, entries: Entry[]): string {
  if (form === "cas") return JSON.stringify(casServices(entries), null, 2);
  if (form === "saml") return samlEntities(entries, name);
  if (form === "saml-filter") return samlFilter(entries);
  if (form === "json") return canonicalize({ dispositif: key, name, applications: entries }) as string;
  const columns = [
    "key",
    "ref",
    "name",
    "publisher",
    "purpose",
    "organisation",
    "protocol",
    "serviceUrl",
    "redirectUris",
    "clientId",
    "entityId",
    "attributes",
    "profiles",
    "since",
    "until",
  ];
  const rows = entries.map((one) => [
    one.key,
    one.ref,
    one.name,
    one.publisher,
    one.purpose,
    one.organisation,
    one.protocol,
    one.serviceUrl,
    one.redirectUris.join(" "),
    one.clientId,
    one.saml?.entityId ?? "",
    one.attributes.join(" "),
    one.profiles.join(" "),
    one.since,
    one.until ?? "",
  ]);
  return stringify([columns, ...rows], { record_delimiter: "windows", escape_formulas: true });
}
