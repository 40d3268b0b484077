import { ImportRefused } from "./report.ts";

const TENTH = 0.1;

/**
 * A truncated export looks like a massive closing: beyond a tenth, a person has to say that it is meant.
 * @throws ImportRefused
 */
export function guardClosures(
  file: string,
  what: string,
  found: { open: number; closing: number } | undefined,
) {
  if (!found || found.closing <= found.open * TENTH) return;
  throw new ImportRefused(
    file,
    null,
    `le fichier fermerait ${found.closing} ${what} sur ${found.open}, plus de 10 % : rien n'a été importé. ` +
      "Vérifiez qu'il est complet, puis relancez avec --accept-closures.",
  );
}
