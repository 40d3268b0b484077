import type { Effect } from "../../../effects.ts";
import { endOfDay } from "../clocks.ts";
import { ask } from "./asking.ts";
import { askers, call, close, dataOf, line, type Make, task, tell, whitelist } from "./parts.ts";

/* The committee decides: an answer, a wait, or a link to open with its conditions. */

/** What a decision of the committee starts: integration and its conditions, an answer, or a wait. */
export const decide: Make = (moved) => {
  const { after, to } = moved;
  const { reasons } = dataOf(moved, "request.decided");
  if (to === "waiting") return [...close("decide"), ...ask(moved)];
  if (to === "refused")
    return [
      ...close("decide"),
      ...call(
        moved,
        askers(after),
        "refused",
        line(moved, `Votre demande « ${after.name} » est refusée.`, [
          "Lisez les motifs.",
          "Une nouvelle demande peut en tenir compte.",
        ]),
        reasons,
      ),
    ];
  const conditions = after.conditions.flatMap(({ n, text, owner, dueOn }): Effect[] => [
    {
      do: "start-deadline",
      deadline: {
        key: `condition-${n}`,
        name: `Condition n° ${n} : ${text.slice(0, 100)}`,
        ...whitelist(moved).request,
        startedAt: moved.happening.at,
        dueAt: endOfDay(after, dueOn),
        shown: true,
        event: { type: "deadline.reached", key: `condition-${n}` },
      },
    },
    task(moved, {
      key: `condition-${n}`,
      kind: "action",
      function: "rssi",
      title: `Condition à lever par ${owner} : ${text.slice(0, 200)}`,
      dueAt: endOfDay(after, dueOn),
    }),
  ]);
  return [
    ...close("decide"),
    ...call(
      moved,
      askers(after),
      "approved",
      line(
        moved,
        `Votre demande « ${after.name} » est approuvée : le prestataire l’intègre.`,
        ["Inscrivez l’application à votre registre.", "Préparez l’information des personnes."],
        whitelist(moved).register,
      ),
      reasons,
    ),
    tell(
      moved,
      whitelist(moved).provider,
      "integrate",
      line(moved, `« ${after.name} » est approuvée : son lien est à ouvrir dans l’ENT.`, [
        "Ouvrez le ticket d’intégration.",
        "Intégrez, testez, puis activez le lien en donnant la preuve.",
      ]),
    ),
    task(moved, {
      key: "integrate",
      kind: "step",
      function: "exploitant",
      title: `À intégrer : ${after.name}`,
    }),
    ...conditions,
  ];
};

export const fail: Make = (moved) => [
  tell(
    moved,
    whitelist(moved).desk,
    "link-failed",
    line(moved, `L’intégration de « ${moved.after.name} » a échoué.`, [
      "Voyez avec le prestataire et l’éditeur.",
    ]),
    dataOf(moved, "link.failed").reason,
  ),
];
