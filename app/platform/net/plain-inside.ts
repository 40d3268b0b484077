import ipaddr from "ipaddr.js";
import { isOutside } from "./outside.ts";

/**
 * Whether http without TLS will do: only for an address, not a name, of a network inside that the operator named in
 * TOCSIN_INSIDE_ALLOWED. Anything that crosses the Internet is encrypted.
 */
export function plainInside(address: string, inside: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const host = new URL(address).hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(host) && !isOutside(host) && isOutside(host, inside);
}
