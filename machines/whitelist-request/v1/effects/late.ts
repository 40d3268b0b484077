import { levelsOf } from "../../../alerting/chase.ts";
import { deadLetter } from "../../../alerting/effects.ts";
import type { Effect } from "../../../effects.ts";
import { stageNames } from "../clocks.ts";
import type { Stage } from "../context.ts";
import { factsOf } from "../notices.ts";
import { suspended } from "./living.ts";
import { askers, call, dataOf, line, type Make, task, tell, whitelist } from "./parts.ts";

/* Clocks that ring and messages that nobody received. */

/** Late: told to whoever is above, and seen to by a person. It approves nothing (CHOIX-4). */
export const reached: Make = (moved) => {
  const { after, to } = moved;
  const { key } = dataOf(moved, "deadline.reached");
  const { late, delays, desk } = whitelist(moved);
  if (key === "expiry")
    return [{ do: "settle-deadline", key, as: "met" }, ...(to !== moved.from ? suspended(moved) : [])];
  const breached: Effect = { do: "settle-deadline", key, as: "breached" };
  const cited = { rule: delays.rule, article: "choix de la console" };
  if (key === "review") {
    if (to !== "review-due") return [breached];
    return [
      breached,
      tell(
        moved,
        desk,
        "review",
        line(
          moved,
          `« ${after.name} » est à réexaminer : un an a passé depuis son ouverture ou son dernier examen.`,
          ["Relisez le dossier et ses conditions.", "Décidez de la maintenir ou de la suspendre."],
          cited,
        ),
      ),
      ...call(
        moved,
        askers(after),
        "review-you",
        line(
          moved,
          `« ${after.name} » est réexaminée cette année.`,
          ["Dites si vous vous en servez toujours.", "Mettez à jour votre registre."],
          cited,
        ),
      ),
      task(moved, {
        key: "review",
        kind: "decision",
        function: "rssi",
        title: `À réexaminer : ${after.name}`,
      }),
    ];
  }
  const condition = after.conditions.find(({ n }) => key === `condition-${n}`);
  if (condition) {
    if (condition.met) return [{ do: "settle-deadline", key, as: "met" }];
    return [
      breached,
      tell(
        moved,
        late,
        `late-${key}`,
        line(
          moved,
          `Condition n° ${condition.n} non levée sur « ${after.name} », due par ${condition.owner}.`,
          ["Obtenez la preuve qu’elle est levée, ou suspendez l’application."],
        ),
        condition.text,
      ),
    ];
  }
  if (after.clock?.stage !== key) return [breached];
  const stage = stageNames[key as Stage];
  const statement = `Retard : « ${stage} » de « ${after.name} » dépasse le délai choisi. Le silence n’approuve pas.`;
  return [
    breached,
    tell(
      moved,
      late,
      `late-${key}`,
      line(moved, statement, ["Faites avancer la demande, ou dites ce qui la retient."], cited),
    ),
    task(moved, {
      key: `late-${key}`,
      kind: "breach",
      function: "rssi",
      title: `En retard : ${stage.toLocaleLowerCase("fr")}, ${after.name}`,
    }),
  ];
};

export const fallBack: Make = (moved) => {
  const { notice, deliveries } = dataOf(moved, "deliveries.failed");
  return [
    {
      do: "escalate",
      about: notice,
      notice: `${notice}.fallback-${deliveries[0]?.slice(0, 8)}`,
      levels: levelsOf(moved.world.convention),
      deliveries,
      facts: factsOf(moved.after, moved.world, moved.happening.at, {}),
    },
    deadLetter(moved.happening, (count) =>
      count === 1
        ? "Un message n’a pas pu être remis : corriger l’adresse ou joindre la personne"
        : `${count} messages n’ont pas pu être remis : corriger les adresses ou joindre les personnes`,
    ),
  ];
};
