import { functionLabels, functionShortLabels } from "#conventions/labels.ts";
import { type FunctionKey, functionKeySchema } from "#conventions/schema/words.ts";
import { type CellRole, cellRoleSchema, type RunbookParty, runbookPartySchema } from "../schema/words.ts";

/** « Chef d’établissement » and « chefEtablissement » are one word: letters and digits only, without accents. */
export const plain = (word: string) =>
  word
    .normalize("NFD")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/[^a-z0-9]/g, "");

const book = <Key extends string>(
  keys: readonly Key[],
  others: [string, Key][] = [],
): ReadonlyMap<string, Key> =>
  new Map(
    [...keys.map((key): [string, Key] => [key, key]), ...others].map(([word, key]) => [plain(word), key]),
  );

const roles = book<CellRole>(cellRoleSchema.options, [
  ["direction de crise", "direction"],
  ["direction de la crise", "direction"],
]);

const functions = book<FunctionKey>(functionKeySchema.options, [
  ...functionKeySchema.options.map((key): [string, FunctionKey] => [functionLabels[key], key]),
  ...functionKeySchema.options.map((key): [string, FunctionKey] => [functionShortLabels[key], key]),
  ["directeur d’école", "chefEtablissement"],
  ["maire", "elu"],
  ["élu", "elu"],
]);

const parties = book<RunbookParty>(runbookPartySchema.options, [
  ["cellule de crise", "cellule"],
  ["école", "etablissement"],
]);

/** People a message to the community may be for. */
export type Profile = "families" | "pupils" | "teachers" | "staff";
const profiles = book<Profile>(
  ["families", "pupils", "teachers", "staff"],
  [
    ["familles", "families"],
    ["élèves", "pupils"],
    ["enseignants", "teachers"],
    ["personnels", "staff"],
  ],
);

export const roleOf = (word: string) => roles.get(plain(word));
export const functionOf = (word: string) => functions.get(plain(word));
export const partyOf = (word: string) => parties.get(plain(word));
export const profileOf = (word: string) => profiles.get(plain(word));

/** What may be written, said in an error. */
export const roleWords = "direction, rssi, main courante, communication, dpd, prestataire ou liaison";
export const functionWords = Object.values(functionShortLabels).join(", ");
export const partyWords = "cellule, académie, collectivité, établissement ou prestataire";
export const profileWords = "familles, élèves, enseignants, personnels, ou professionnels seul";
