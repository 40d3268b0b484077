import { actionsOf } from "#runbooks/actions.ts";
import { containmentsOf } from "../changes/containment.ts";
import type { CrisisDataOf } from "../events.ts";
import { dataOf } from "../rules.ts";
import { requireOther } from "./compromise.ts";
import { type Duty, procedure, refuse } from "./refuse.ts";

/** The texts say who decides of speaking, not of accounts: two seats, as for a compromise. */
export const containmentRule = { rule: "CHOIX-CONFINEMENT", article: "choix de la console" };

const propose: Duty = (crisis, happening, { runbook }) => {
  const { key, measure } = dataOf<CrisisDataOf<"containment.proposed">>(happening);
  const foreseen = actionsOf(runbook).some(
    (action) => action.kind === "step" && action.act?.do === "contain" && action.act.measure === measure,
  );
  if (!foreseen)
    refuse({
      ...procedure,
      because: "Aucune étape de cette procédure ne prévoit cette mesure de confinement.",
    });
  if (containmentsOf(crisis).some((one) => one.key === key))
    refuse({
      ...containmentRule,
      because: "Cette mesure est déjà proposée.",
      instead: ["containment.confirmed"],
    });
};

const known = (crisis: Parameters<Duty>[0], key: string) => {
  const one = containmentsOf(crisis).find((each) => each.key === key);
  if (!one)
    return refuse({
      ...containmentRule,
      because: "Personne n’a proposé cette mesure.",
      instead: ["containment.proposed"],
    });
  if (one.state === "withdrawn") refuse({ ...containmentRule, because: "Cette mesure a été retirée." });
  if (one.state !== "proposed")
    refuse({
      ...containmentRule,
      because: "Cette mesure est déjà confirmée : elle part, ou elle est partie.",
    });
  return one;
};

const confirm: Duty = (crisis, happening) => {
  const one = known(crisis, dataOf<CrisisDataOf<"containment.confirmed">>(happening).key);
  requireOther(crisis, happening, one.by, containmentRule);
};

const withdraw: Duty = (crisis, happening) => {
  known(crisis, dataOf<CrisisDataOf<"containment.withdrawn">>(happening).key);
};

export const containmentDuties: Record<string, Duty> = {
  "containment.proposed": propose,
  "containment.confirmed": confirm,
  "containment.withdrawn": withdraw,
};
