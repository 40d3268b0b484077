import type { Sql } from "../../platform/database/database.ts";
import { circonscriptionKey, circonscriptionSlug } from "../names.ts";
import { dsdenKey, type StagedOrganisation, staged } from "../staging/organisation.ts";
import { regionOf, timezoneOf } from "../territories.ts";

export type Circonscription = {
  uai: string | null;
  name: string;
  departement: string;
  academie: string | null;
};
type Known = { key: string; uai: string | null };

const byName = (departement: string, name: string) => `${departement}/${circonscriptionSlug(name)}`;

/** Those the console knows, found by UAI, else by name where the two UAIs do not say otherwise. */
class Register {
  #byUai = new Map<string, Known>();
  #byName = new Map<string, Known>();

  add(one: Known & { name: string; departement: string | null }) {
    if (one.uai && !this.#byUai.has(one.uai)) this.#byUai.set(one.uai, one);
    const named = byName(one.departement ?? "", one.name);
    if (one.name && !this.#byName.has(named)) this.#byName.set(named, one);
  }

  find(uai: string | null, departement: string, name: string): string | undefined {
    const same = uai ? this.#byUai.get(uai) : undefined;
    if (same) return same.key;
    const named = name ? this.#byName.get(byName(departement, name)) : undefined;
    return named && (!uai || !named.uai) ? named.key : undefined;
  }
}

/**
 * The circonscriptions that rows mention, by code, by name or by both. Files disagree on which, so the same one
 * is gathered here under one key: its UAI where any row gives it, else département and name.
 */
export class Circonscriptions {
  #byRef = new Map<string, Circonscription>();

  /** @returns a reference to put in `parentKey` until `resolve` is called. */
  mention(one: Circonscription): string {
    const ref = `ien:${one.uai ?? byName(one.departement, one.name)}`;
    const known = this.#byRef.get(ref);
    if (!known || (known.name === "" && one.name !== "")) this.#byRef.set(ref, one);
    return ref;
  }

  /**
   * Says which organisation each reference is, and which have to be created.
   * @param rows circonscriptions that the file gives a row of their own; given the key of the one already known.
   */
  async resolve(sql: Sql, rows: StagedOrganisation[]) {
    const register = new Register();
    const existing = await sql.query<Known & { name: string; departement: string | null }>(
      "select key, uai, name, departement from organisation where kind = 'circonscription' order by key",
    );
    for (const one of existing) register.add(one);
    for (const row of rows) {
      row.key = register.find(row.uai, row.departement ?? "", row.name) ?? row.key;
      register.add(row);
    }
    const keys = new Map<string, string>();
    const created: StagedOrganisation[] = [];
    // Those with a code first: a mention by name alone then finds them.
    for (const [ref, one] of [...this.#byRef].sort(([, a], [, b]) => Number(!a.uai) - Number(!b.uai))) {
      const known = register.find(one.uai, one.departement, one.name);
      const key = known ?? one.uai ?? circonscriptionKey(one.departement, one.name);
      keys.set(ref, key);
      if (known) continue;
      register.add({ ...one, key });
      created.push(deduced(key, one));
    }
    return { keys, created };
  }
}

const deduced = (key: string, one: Circonscription) =>
  staged({
    ...one,
    key,
    kind: "circonscription",
    name: readable(one.name || key),
    parentKey: dsdenKey(one.departement),
    region: regionOf(one.departement),
    timezone: timezoneOf(one.departement),
    level: 2,
    own: false,
  });

/** Some extracts give only the place. */
const readable = (name: string) =>
  /^(ien|circonscription)\b/i.test(name) ? name : `Circonscription ${name}`;
