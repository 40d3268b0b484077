import { slug } from "../names.ts";
import { communeKey, dsdenKey, type StagedOrganisation, staged } from "../staging/organisation.ts";
import { communeOf, ofAcademie, ofDepartement, regionOf, timezoneOf } from "../territories.ts";
import type { Fields } from "./school.ts";

export const academieKey = (name: string) => `academie-${slug(name)}`;

/** The levels that rows imply: their académie, their DSDEN and their commune. */
export class Levels {
  readonly #byKey = new Map<string, StagedOrganisation>();

  /** Remembers the académie and the DSDEN of a département, once. */
  territory(academie: string, departement: string) {
    const common = { academie, region: regionOf(departement), timezone: timezoneOf(departement), own: false };
    const above = academieKey(academie);
    this.#once(above, () =>
      staged({ ...common, key: above, kind: "academie", name: `Académie ${ofAcademie(academie)}`, level: 0 }),
    );
    const key = dsdenKey(departement);
    this.#once(key, () =>
      staged({
        ...common,
        key,
        kind: "dsden",
        name: `DSDEN ${ofDepartement(departement)}`,
        departement,
        parentKey: above,
        level: 1,
      }),
    );
  }

  commune({ communeInsee, communeName, departement, academie, siret, sector }: Fields, siren: string | null) {
    if (!communeInsee) return;
    const { insee, name } = communeOf(communeInsee, communeName ?? communeInsee);
    const commune = this.#once(communeKey(insee), () =>
      staged({
        key: communeKey(insee),
        kind: "commune",
        name,
        communeInsee: insee,
        communeName: name,
        departement,
        academie,
        region: regionOf(departement),
        timezone: timezoneOf(departement),
        level: 0,
        own: false,
      }),
    );
    // The SIREN of a commune holds its INSEE code: 21 + département + 0 + number in the département.
    const deduced = sector === "public" && siret?.startsWith(`21${insee.slice(0, 2)}0${insee.slice(2)}`);
    commune.siren ??= insee === communeInsee ? (siren ?? (deduced ? (siret ?? "").slice(0, 9) : null)) : null;
  }

  /** A rectorat's or a DSDEN's own row gives the level its mailbox; the first row is the direction. */
  mailbox(key: string, mail: Pick<StagedOrganisation, "mail" | "mailState">) {
    const level = this.#byKey.get(key);
    if (level && !level.mail && mail.mail) Object.assign(level, mail);
  }

  all(): StagedOrganisation[] {
    return [...this.#byKey.values()];
  }

  #once(key: string, make: () => StagedOrganisation): StagedOrganisation {
    const known = this.#byKey.get(key) ?? make();
    this.#byKey.set(key, known);
    return known;
  }
}
