import { domainToASCII } from "node:url";
import { parse as parseCsv } from "csv-parse/sync";
import ipaddr from "ipaddr.js";
import { parse } from "tldts";
import { badHosts as words } from "#app/messages/whitelist-hosts.ts";

export type BadHost = { host: string; reason: string };
export type ReadHosts = {
  hosts: BadHost[];
  /** Lines that said something: comments and empty ones are not counted. */
  read: number;
  /** Said twice: the first reason stays. */
  twice: number;
  refused: { line: number; text: string; reason: string }[];
};

/** What the command takes; the page takes less (it keeps the list between its two steps). */
export const LARGEST_LIST = 60_000_000;
const NAMED = { host: /^(h[oô]te|host|hostname|domaine?|domain|fqdn|url)$/i, reason: /^(raison|reason|motif|menace|threat|type|commentaire|comment)$/i }; // biome-ignore format: one row
/** Lines that every file of hosts begins with: this machine's own names. */
const OWN = /^(localhost|localhost\.localdomain|local|broadcasthost|ip6-[a-z]+)$/;

/**
 * Reads a list of hosts: CSV with a header (« ; » or « , »), a file of hosts (`0.0.0.0 host # comment`), a filter list
 * (`||host^`), or one host a line. Each line that names no host is told with its number; the others stand.
 */
export function readHosts(text: string): ReadHosts {
  const found: ReadHosts = { hosts: [], read: 0, twice: 0, refused: [] };
  const seen = new Set<string>();
  for (const { line, host: given, reason, said } of linesOf(text.replace(/^\uFEFF/, ""))) {
    found.read += 1;
    const host = hostOf(given);
    if (!("host" in host)) found.refused.push({ line, text: said.slice(0, 120), reason: host.wrong });
    else if (seen.has(host.host)) found.twice += 1;
    else {
      seen.add(host.host);
      found.hosts.push({ host: host.host, reason: clean(reason) || words.listed });
    }
  }
  return found;
}

const clean = (text: string) =>
  text
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 200);

/** Only what looks like one is asked: lists have hundreds of thousands of lines. */
const isAddress = (text: string) =>
  /^\[?[\da-f:.]+\]?$/i.test(text) && /^\d|:/.test(text) && ipaddr.isValid(text.replace(/^\[|\]$/g, ""));

type Line = { line: number; host: string; reason: string; said: string };

function linesOf(text: string): Line[] {
  const lines = text.split(/\r\n|\r|\n/);
  const first = lines.find((one) => one.trim() && !/^\s*[#!]/.test(one)) ?? "";
  const delimiter = first.includes(";") ? ";" : ",";
  const header = first.split(delimiter).map((one) => one.trim().replace(/^"|"$/g, ""));
  return header.some((one) => NAMED.host.test(one)) ? table(text, delimiter) : plain(lines);
}

function table(text: string, delimiter: string): Line[] {
  const rows = parseCsv(text, {
    ...{
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      comment: "#",
    },
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const [header, ...rest] = rows;
  const at = (named: RegExp) => header?.record.findIndex((one) => named.test(one.trim())) ?? -1;
  const [host, reason] = [at(NAMED.host), at(NAMED.reason)];
  return rest.map(({ record, info }) => ({
    line: info.lines,
    host: record[host] ?? "",
    reason: record[reason] ?? "",
    said: record.join(delimiter),
  }));
}

function plain(lines: string[]): Line[] {
  return lines.flatMap((said, n) => {
    if (/^\s*($|[#!;[])/.test(said)) return [];
    const [what = "", ...comment] = said.split("#");
    const words_ = what.trim().split(/\s+/);
    const [first = ""] = words_;
    // A file of hosts may name several after its address.
    const hosts = isAddress(first) && words_.length > 1 ? words_.slice(1) : words_;
    return hosts
      .filter((host) => !OWN.test(host.toLowerCase()))
      .map((host) => ({ line: n + 1, host, reason: comment.join("#"), said }));
  });
}

/** A host as checks compare it, or why it is none. */
function hostOf(given: string): { host: string } | { wrong: string } {
  const typed = given.trim().replace(/^\|\|/, "").replace(/\^.*$/, "").replace(/^\*\./, "");
  if (!typed) return { wrong: words.wrong.empty };
  const named =
    /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) && URL.canParse(typed) ? new URL(typed).hostname : typed;
  const bare = named.replace(/\.$/, "").toLowerCase();
  if (isAddress(bare)) return { wrong: words.wrong.address };
  if (/[\s/:@?*,;]/.test(bare)) return { wrong: words.wrong.shape };
  const host = /^[a-z0-9._-]+$/.test(bare) ? bare : domainToASCII(bare);
  if (!host || host.length > 253 || !/^(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(host))
    return { wrong: words.wrong.shape };
  // « fr », « com », « gouv.fr » or « co.uk » would bar everything below it.
  if (!host.includes(".") || parse(host, { validateHostname: false }).domain === null)
    return { wrong: words.wrong.ending };
  return { host };
}
