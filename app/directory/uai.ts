/** I, O and Q are left out: they read as 1 and 0. */
const ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** Corse and the Pacific have codes of their own in the UAI. */
const PREFIXES: Record<string, string> = { "2A": "620", "2B": "720", "987": "984", "988": "983" };
const DEPARTEMENTS: Record<string, string> = {
  ...Object.fromEntries(Object.entries(PREFIXES).map(([departement, prefix]) => [prefix, departement])),
  // Wallis-et-Futuna, as the annuaire numbers its schools.
  "987": "986",
};

/** Check letter of seven digits: their value modulo 23, in an alphabet of 23 letters. */
export function uaiLetter(digits: string): string {
  return ALPHABET[Number(digits) % ALPHABET.length] ?? "";
}

/** Why a text is no UAI, in French, or null when it is one. Upper case expected. */
export function uaiProblem(text: string): string | null {
  if (!/^\d{7}[A-Z]$/.test(text))
    return `UAI « ${text.slice(0, 20)} » : sept chiffres et une lettre attendus`;
  const expected = uaiLetter(text.slice(0, 7));
  if (expected === text[7]) return null;
  return `UAI « ${text} » : lettre de contrôle ${text[7]}, ${expected} attendu`;
}

/**
 * UAI of the n-th school of a département, with its check letter.
 * @param departement as INSEE writes it: `78`, `2A`, `974`.
 * @param n 1 to 9999.
 */
export function makeUai(departement: string, n: number): string {
  const digits = `${PREFIXES[departement] ?? departement.padStart(3, "0")}${String(n).padStart(4, "0")}`;
  if (!/^\d{7}$/.test(digits)) throw new RangeError(`No UAI for département ${departement}, number ${n}`);
  return digits + uaiLetter(digits);
}

/** The département a UAI was given in, as INSEE writes it. */
export function departementOfUai(uai: string): string {
  const prefix = uai.slice(0, 3);
  return DEPARTEMENTS[prefix] ?? (prefix.startsWith("0") ? prefix.slice(1) : prefix);
}
