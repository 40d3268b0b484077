const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|corp|home|private|home\.arpa)$/;

/**
 * Why an address is not an exact one of a public service, in a French sentence without its full stop; null when it
 * is. Exact: as a browser sends it, so that what is compared is what was read (RFC 9700, 2.1). Where its name leads
 * is looked up before it is filed, and again by the checks.
 */
export function exactAddress(given: string): string | null {
  const shown = `« ${given.slice(0, 80)} »`;
  if (/[\s\p{Cc}\\]/u.test(given)) return `${shown} : ni espace ni barre inverse dans une adresse`;
  if (!URL.canParse(given)) return `${shown} n’est pas une adresse`;
  const url = new URL(given);
  if (url.protocol !== "https:") return `${shown} : une adresse https://…`;
  if (/[*#]/.test(given)) return `${shown} : une adresse exacte, sans étoile ni dièse`;
  if (url.username || url.password) return `${shown} : sans identifiant ni mot de passe`;
  if (/^\[|^[\d.]+$/.test(url.hostname)) return `${shown} : un nom d’hôte, pas une adresse IP`;
  const host = url.hostname.replace(/\.$/, "");
  if (!host.includes(".") || INSIDE.test(host))
    return `${shown} : « ${url.hostname} » est un nom intérieur, que l’ENT et ses usagers n’atteignent pas`;
  if (url.href !== given && url.href !== `${given}/`)
    return `${shown} : écrivez-la comme un navigateur l’envoie, « ${url.href.slice(0, 120)} »`;
  return null;
}
