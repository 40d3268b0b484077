import type { Counted } from "../headcounts.ts";
import type { AafRecord } from "./parse.ts";

/** People by school while a Complet is read: sums, and nothing of whom they are made. */
export class Counts {
  readonly #people = new Map<string, Record<Counted["profile"], number>>();

  /** A Delta says what changed, not how many there are: it counts nothing. */
  take({ category, operation, attributes }: AafRecord, scope: string): void {
    if (operation !== "add") return;
    if (category === "Eleve") {
      const [school] = attributes.get("ENTPersonStructRattach") ?? [];
      if (!school) return;
      this.#add(`${scope}/${school}`, "pupils", 1);
      // One a pupil and person in charge: a parent of two pupils of one school counts twice, never too few.
      this.#add(`${scope}/${school}`, "families", attributes.get("ENTElevePersRelEleve")?.length ?? 0);
    }
    if (category === "PersEducNat") {
      const teaches = new Map<string, boolean>();
      for (const line of attributes.get("ENTPersonFonctions") ?? []) {
        const [school, code] = line.split("$");
        if (school) teaches.set(school, teaches.get(school) || code === "ENS");
      }
      for (const [school, yes] of teaches) this.#add(`${scope}/${school}`, yes ? "teachers" : "staff", 1);
    }
  }

  #add(school: string, profile: Counted["profile"], people: number): void {
    const known = this.#people.get(school) ?? { families: 0, pupils: 0, teachers: 0, staff: 0 };
    known[profile] += people;
    this.#people.set(school, known);
  }

  all(): Counted[] {
    return [...this.#people].flatMap(([school, counts]) =>
      (Object.entries(counts) as [Counted["profile"], number][])
        .filter(([, people]) => people > 0)
        .map(([profile, people]) => ({ school, profile, people })),
    );
  }
}
