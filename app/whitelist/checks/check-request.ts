import { domainToUnicode } from "node:url";
import { aboveHost } from "#app/engine/asked/hosts.ts";
import { checkWords as words } from "#app/messages/whitelist-checks.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { readCertificate } from "#app/platform/net/certificate.ts";
import { guardedFetch } from "#app/platform/net/guarded-fetch.ts";
import { outsideAddresses, type Reach } from "#app/platform/net/outside.ts";
import { NetRefused } from "#app/platform/net/refused.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import type { Check, RequestDataOf } from "#machines/whitelist-request/v1/events.ts";
import { addressesOf, type RequestForm } from "#machines/whitelist-request/v1/form.ts";
import { searchable } from "../key-of.ts";
import { looksLike } from "./look-alike.ts";
import { MetadataRefused, readSamlMetadata } from "./saml-metadata.ts";

export type Ways = Reach & { ca?: string | undefined; timeoutMs?: number };
type Facts = RequestDataOf<"checks.recorded">;
type About = { id: string; dispositif: string; organisation: string; context: RequestContext };

const fact = (key: Check["key"], verdict: Check["verdict"], text: string): Check => ({
  key,
  verdict,
  text: text.slice(0, 1_000),
});

/** All that the console can find by itself about a request: facts with their verdict, never a decision. */
export async function checkRequest(
  sql: Sql,
  { id, dispositif, organisation, context }: About,
  now: Date,
  ways: Ways = {},
): Promise<Facts> {
  const form = context.form as RequestForm;
  const url = new URL(form.link.serviceUrl);
  const { check, metadata } = samlOf(form);
  // Every host that would be given an identity: of the service, of its return addresses, of its SAML metadata.
  const hosts = [
    ...new Set(
      [...addressesOf(form), ...(metadata?.acs.map(({ location }) => location) ?? [])].map(
        (one) => new URL(one).hostname,
      ),
    ),
  ];
  const [reached, returns, known] = await Promise.all([
    network(url, now, ways),
    redirects(hosts, form, url, ways),
    fromDatabase(sql, { id, dispositif, organisation, key: context.key, name: context.name, hosts }),
  ]);
  return {
    checks: [fact("https", "ok", words.https(url.origin)), ...reached, returns, check, ...known.checks],
    ...(metadata && { metadata }),
    ...(known.gar && { gar: known.gar }),
    ...(known.incidents.length > 0 && { compromisedBy: known.incidents }),
  };
}

async function network(url: URL, now: Date, ways: Ways): Promise<Check[]> {
  const unchecked = (error: unknown): Check => {
    if (!(error instanceof NetRefused)) throw error;
    return fact("certificate", "unknown", error.message);
  };
  const host = await outsideAddresses(url.hostname, ways).then(
    (found) => fact("host", "ok", words.hostOk(url.hostname, found.length)),
    (error: unknown) => {
      if (!(error instanceof NetRefused)) throw error;
      return fact("host", error.problem === "inside" ? "bad" : "warning", error.message);
    },
  );
  if (host.verdict !== "ok") return [host, fact("certificate", "unknown", host.text)];
  const certificate = await readCertificate(url, ways).then((one) => {
    if (!one.trusted)
      return fact(
        "certificate",
        "bad",
        words.certificateBad(words.problems[one.problem ?? ""] ?? one.problem ?? "?"),
      );
    const days = Math.floor((Date.parse(one.validTo) - now.getTime()) / 86_400_000);
    const said = words.certificate(one.subject, one.issuer, one.validTo.slice(0, 10), one.chain.length);
    return days < 30
      ? fact("certificate", "warning", `${said} ${words.certificateSoon(days)}`)
      : fact("certificate", "ok", said);
  }, unchecked);
  if (certificate.verdict === "bad" || certificate.verdict === "unknown") return [host, certificate];
  const answers = await guardedFetch(url, {
    ...ways,
    method: "HEAD",
    timeoutMs: ways.timeoutMs ?? 8_000,
  }).then(
    ({ status }) => fact("host", status < 500 ? "ok" : "warning", `${host.text} ${words.answers(status)}`),
    (error: unknown) => {
      if (!(error instanceof NetRefused)) throw error;
      return fact("host", error.problem === "inside" ? "bad" : "warning", error.message);
    },
  );
  return [answers, certificate];
}

/** Return addresses are exact by their form; here, that none leads inside, and which are on another host. */
async function redirects(hosts: string[], { link }: RequestForm, url: URL, ways: Ways): Promise<Check> {
  const elsewhere = hosts.filter((host) => host !== url.hostname);
  for (const host of elsewhere) {
    const inside = await outsideAddresses(host, ways).then(
      () => null,
      (error: unknown) => {
        if (!(error instanceof NetRefused)) throw error;
        return error.problem === "inside" ? error.message : null;
      },
    );
    if (inside) return fact("redirects", "bad", inside);
  }
  if (elsewhere.length > 0)
    return fact("redirects", "warning", words.redirectsElsewhere(elsewhere.join(", ")));
  return fact("redirects", "ok", words.redirects(link.redirectUris.length));
}

function samlOf({ link }: RequestForm): { check: Check; metadata?: NonNullable<Facts["metadata"]> } {
  if (link.protocol !== "saml") return { check: fact("metadata", "ok", words.noMetadata) };
  try {
    const metadata = readSamlMetadata(link.metadata);
    return {
      check: fact(
        "metadata",
        metadata.signed ? "ok" : "warning",
        words.metadata(metadata.entityId, metadata.signed, metadata.acs.length),
      ),
      metadata,
    };
  } catch (error) {
    if (error instanceof MetadataRefused) return { check: fact("metadata", "bad", error.message) };
    throw error;
  }
}

/** As it is read, and as it is written where that differs. */
const shown = (host: string) => {
  const read = domainToUnicode(host);
  return read === host ? host : `${read} (${host})`;
};

/** What the console knows already: the same request, the GAR's list, reported hosts, names that resemble, incidents. */
async function fromDatabase(
  sql: Sql,
  {
    id,
    dispositif,
    organisation,
    key,
    name,
    hosts: own,
  }: { id: string; dispositif: string; organisation: string; key: string; name: string; hosts: string[] },
) {
  const live = await sql.query<{ ref: string; mine: boolean }>(
    `select ref, organisation_id = $3 mine from dossier where kind = 'whitelist-request' and dispositif_id = $2
        and columns->>'application' = $4 and id <> $1 and closed_at is null and state <> 'draft' order by opened_at limit 20`,
    [id, dispositif, organisation, key],
  );
  const mine = live.filter((one) => one.mine).map(({ ref }) => ref);
  const others = live.filter((one) => !one.mine).map(({ ref }) => ref);
  const namesakes = await sql.query<{ ref: string; application: string }>(
    `select ref, columns->>'application' application from dossier where kind = 'whitelist-request' and dispositif_id = $2
        and columns->>'host' = $3 and columns->>'application' <> $4 and id <> $1 and closed_at is null and state <> 'draft'
      order by opened_at limit 5`,
    [id, dispositif, own[0], key],
  );
  // A host is reported with all that is below it.
  const [bad] = await sql.query<{ host: string; reason: string }>(
    `select host, reason from reported_host where dispositif_id = $2 and host = any($1::text[])
      union all select host, reason from bad_host where host = any($1::text[]) limit 1`,
    [own.flatMap(aboveHost), dispositif],
  );
  const hosts = await sql.query<{ host: string }>(
    "select distinct columns->>'host' host from dossier where kind = 'whitelist-request' and state in ('approved', 'integrated', 'tested', 'active', 'review-due', 'suspended') limit 5000",
  );
  const listedHosts = hosts.map(({ host }) => host);
  const [alike] = own.flatMap((host) => {
    const like = looksLike(host, listedHosts);
    return like ? [{ host: shown(host), ...like }] : [];
  });
  const [gar] = await sql.query<{ id: string; name: string; publisher: string }>(
    "select id, name, publisher from gar_resource where search = $1 and offered order by id limit 1",
    [searchable(name)],
  );
  const [imported] = await sql.query("select 1 from gar_resource limit 1");
  const incidents = await sql.query<{ dossier: string; ref: string; title: string }>(
    `select id dossier, ref, title from dossier where kind in ('incident', 'crisis') and dispositif_id = $1 and closed_at is null
        and not exercise and (context->'facts'->'compromises' ? $2
             or context->'applications' @> jsonb_build_array(jsonb_build_object('what', $2::text)))
      order by opened_at desc limit 10`,
    [dispositif, `sso-application:${key}`],
  );
  const refs = (list: string[]) => list.join(", ");
  const checks = [
    mine.length > 0
      ? fact("duplicates", "bad", words.same(refs(mine)))
      : others.length > 0
        ? fact("duplicates", "warning", words.others(refs(others)))
        : namesakes.length > 0
          ? fact(
              "duplicates",
              "warning",
              words.sameHost(refs(namesakes.map((one) => `${one.ref} (${one.application})`))),
            )
          : fact("duplicates", "ok", words.unique),
    bad ? fact("known-bad", "bad", words.bad(bad.host, bad.reason)) : fact("known-bad", "ok", words.notBad),
    alike
      ? fact(
          "look-alike",
          "warning",
          alike.how === "mixed"
            ? words.looksLike.mixed(alike.host)
            : words.looksLike[alike.how](alike.host, alike.other),
        )
      : fact("look-alike", "ok", words.alone),
    gar
      ? fact("gar", "warning", words.gar(gar.name))
      : fact("gar", imported ? "ok" : "unknown", imported ? words.notGar : words.noGar),
    incidents.length > 0
      ? fact("incidents", "warning", words.incidents(refs(incidents.map(({ ref }) => ref))))
      : fact("incidents", "ok", words.noIncident),
  ];
  return { checks, gar, incidents };
}
