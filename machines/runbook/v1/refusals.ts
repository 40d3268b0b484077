import type { Convention } from "#conventions/schema.ts";
import { type Happening, StepRefused } from "../../step.ts";
import { inForce, newest, type RunbookContext } from "./context.ts";
import type { RunbookDataOf } from "./events.ts";

/** The article of this convention on its crisis procedure; a text that is silent leaves a choice of the console. */
export function articleOf({ rules }: Convention): { rule: string; article: string } {
  const said = rules.find(({ id }) => id === "MBN-6.2");
  return said
    ? { rule: said.id, article: said.article }
    : { rule: "TOCSIN-PROCEDURE", article: "choix de la console" };
}

/** @throws StepRefused when what is sent contradicts what is known of the procedure. */
export function requireSensible(runbook: RunbookContext, happening: Happening, convention: Convention): void {
  const refuse = (because: string, instead: string[] = []) => {
    throw new StepRefused({ ...articleOf(convention), because, instead });
  };
  if (happening.type === "runbook.revised") {
    const { hash, version } = happening.data as RunbookDataOf<"runbook.revised">;
    const last = newest(runbook);
    if (hash === last.hash) refuse("Ce texte est déjà celui de la dernière version : rien n’y a changé.");
    const least = last.state === "draft" ? last.version : last.version + 1;
    if (version < least)
      refuse(
        `La version ${version} existe déjà : numérotez celle-ci ${least} ou plus (« version: ${least} »).`,
      );
  }
  if (happening.type === "runbook.approved") {
    const { instance, meetingAt } = happening.data as RunbookDataOf<"runbook.approved">;
    const known = convention.instances.map(({ key }) => key);
    if (!known.includes(instance))
      refuse(
        `Cette convention n’a pas d’instance « ${instance} ».`,
        known.map((key) => `instance:${key}`),
      );
    if (new Date(meetingAt) > new Date(happening.at))
      refuse("Cette séance n’a pas encore eu lieu : une commission n’approuve pas à l’avance.");
  }
  if (happening.type === "runbook.retired" && !inForce(runbook))
    refuse("Aucune version de cette procédure n’est en vigueur : il n’y a rien à retirer.");
}
