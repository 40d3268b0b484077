import { knownPerson } from "../../people.ts";
import { type FoundPerson, type Happening, StepRefused } from "../../step.ts";
import type { Named, RequestDataOf } from "./events.ts";
import { DOMAINS, type Domain } from "./words.ts";

type Chosen = Partial<Record<Domain, Named>>;

/**
 * Who is named, with the name, function and organisation that the directory gives them: the engine looked them up
 * just before the step (`asks`), and what was typed of them is not believed.
 * @throws StepRefused for whoever may not instruct there
 */
export function instructorsNamed({ data }: Happening): Chosen {
  const given = data as RequestDataOf<"instructors.named"> & { found?: { people: FoundPerson[] } };
  return Object.fromEntries(
    DOMAINS.flatMap((domain) => {
      const asked = given[domain];
      if (!asked) return [];
      const known = knownPerson(asked, given.found?.people ?? []);
      if (!known)
        throw new StepRefused({
          rule: "CHOIX-LISTE",
          article: "choix de la console",
          because: `L’annuaire ne connaît à « ${asked.name} » aucune fonction qui instruise dans ce dispositif.`,
          instead: ["instructors.named"],
        });
      return [[domain, known]];
    }),
  );
}
