/** How far an address can be trusted: given by its owner, derived from a pattern, or not an address. */
export type MailState = "ok" | "derived" | "invalid";

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;

/** Syntax only: no lookup, the console may have no way out. */
export function isAddress(text: string): boolean {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  return (
    at > 0 && local.length <= 64 && text.length <= 254 && LOCAL.test(local) && DOMAIN.test(text.slice(at + 1))
  );
}

/** State of an address found in a file. */
export function mailState(mail: string, derived = false): MailState {
  return isAddress(mail) ? (derived ? "derived" : "ok") : "invalid";
}
