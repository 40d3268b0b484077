import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { net } from "#app/messages/net.ts";
import { NetRefused } from "./refused.ts";

export type Resolved = { address: string; family: 4 | 6 };
/** From a host name to all its addresses; tests give their own. */
export type Resolve = (host: string) => Promise<string[]>;
export type Reach = {
  resolve?: Resolve;
  /**
   * Networks inside that may be reached all the same, in CIDR: what the operator named in TOCSIN_INSIDE_ALLOWED
   * (environment), never what a user typed.
   */
  inside?: readonly string[];
};

/** Global unicast is 2000::/3 only: IPv4-compatible ::a.b.c.d would pass for a unicast address otherwise. */
const GLOBAL_V6 = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];
/** Public by its number, an administration service by its use: Azure's. Others' are private or link-local. */
const ADMINISTRATION = new Set(["168.63.129.16"]);

/**
 * Whether an address lies outside: neither private, loopback, link-local, shared (CGNAT), multicast, reserved, nor an
 * IPv6 form that carries such an IPv4 (mapped, NAT64). Transition forms 6to4 and Teredo are refused whole.
 * @param address an IP address; anything else is not outside.
 */
export function isOutside(address: string, inside: readonly string[] = []): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (inside.some((network) => isWithin(parsed, network))) return true;
  if (parsed.kind() === "ipv4") return parsed.range() === "unicast" && !ADMINISTRATION.has(parsed.toString());
  const v6 = parsed as ipaddr.IPv6;
  // NAT64: on a network without IPv4 every outside host has such an address, and every inside one too.
  if (v6.range() === "rfc6052")
    return isOutside(
      v6.parts
        .slice(6)
        .flatMap((part) => [part >> 8, part & 255])
        .join("."),
      inside,
    );
  return v6.range() === "unicast" && v6.match(GLOBAL_V6);
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(network);
  return base.kind() === address.kind() && address.match([base, bits] as [ipaddr.IPv4, number]);
}

const ask: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * All addresses of a host, each checked. One that lies inside refuses the host whole: who answers with both is
 * testing us. Connect to one of these and to nothing else: a second look-up may answer otherwise (DNS rebinding).
 * @param hostname as `URL.hostname` gives it, brackets of IPv6 included.
 * @throws NetRefused « inside », « unresolvable »
 */
export async function outsideAddresses(
  hostname: string,
  { resolve = ask, inside = [] }: Reach = {},
): Promise<Resolved[]> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const found = ipaddr.isValid(host) ? [host] : await resolve(host).catch(() => []);
  if (found.length === 0) throw new NetRefused("unresolvable", net.unresolvable(host));
  if (!found.every((address) => isOutside(address, inside))) throw new NetRefused("inside", net.inside(host));
  return found.map((address) => ({ address, family: ipaddr.parse(address).kind() === "ipv4" ? 4 : 6 }));
}
