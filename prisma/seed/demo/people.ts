import { createHash } from "node:crypto";
import { slug } from "#app/directory/names.ts";
import { invented } from "./words.ts";

/** A place of the demo, as the database holds it. */
export type Place = {
  id: string;
  key: string;
  kind: string;
  departement: string | null;
  mail: string | null;
};
export type DemoTenure = {
  sourceKey: string;
  email: string;
  name: string;
  givenName: string;
  phone: string;
  organisationId: string | null;
  function: string;
  rank: number;
};

/** Who holds what, by kind of organisation; a name twice is a holder and a substitute. */
const FUNCTIONS: Record<string, string[]> = {
  ecole: ["chefEtablissement"],
  etablissement: ["chefEtablissement", "chefEtablissement", "referentNumerique"],
  circonscription: ["ien", "ien"],
  dsden: ["dasen", "dasen"],
  academie: [
    ...["recteur", "rssi", "rssi", "dpd", "dsi", "dane", "autoriteHomologation"],
    ...["draio", "dsige", "drane", "sgra"],
  ],
  commune: ["elu", "referentNumerique"],
  departement: ["elu", "rssi", "dpd", "dsi"],
  region: ["elu", "rssi", "dpd", "dsi", "autoriteHomologation"],
  draaf: ["draaf", "draaf", "dpd", "drtic"],
  prestataire: ["exploitant", "exploitant"],
};

/** What nobody holds, so that gaps can be seen: by key of the organisation, functions without their holder. */
export type Vacancies = Map<string, { functions: string[]; substitutesToo: boolean }>;

/** The people of all places, and the two of the whole console. */
export const demoPeople = (places: Place[], vacancies: Vacancies): DemoTenure[] => [
  ...places.flatMap((place) => peopleOf(place, vacancies)),
  ...["administrateur", "auditeur"].map(wholeConsole),
];

function peopleOf({ id, key, kind }: Place, vacancies: Vacancies): DemoTenure[] {
  const vacant = vacancies.get(key);
  const ranks = new Map<string, number>();
  return (FUNCTIONS[kind] ?? []).flatMap((name, seat) => {
    const rank = ranks.get(name) ?? 0;
    ranks.set(name, rank + 1);
    if (vacant?.functions.includes(name) && (rank === 0 || vacant.substitutesToo)) return [];
    // Names hang on the place, not on the order of places: a convention added later renames nobody.
    const somebody = invented(numberOf(key) + seat, `${slug(key)}.example.invalid`);
    return [{ sourceKey: `${key}/${name}/${rank}`, ...somebody, organisationId: id, function: name, rank }];
  });
}

const numberOf = (key: string) => createHash("sha256").update(key).digest().readUInt16BE(0);

const wholeConsole = (name: string, n: number): DemoTenure => ({
  sourceKey: `console/${name}`,
  ...invented(n, "console.example.invalid"),
  organisationId: null,
  function: name,
  rank: 0,
});
