import type { Effect } from "../../../effects.ts";
import { listed } from "../chart.ts";
import { endOfDay, stageNames } from "../clocks.ts";
import {
  askers,
  call,
  close,
  dataOf,
  line,
  type Make,
  type Moved,
  settle,
  task,
  tell,
  whitelist,
} from "./parts.ts";

/* A link that is open: its clocks, what suspends it at once, and the decision that brings it back. */

/** From now on it stands on the published list: its yearly review and its last day run. */
const running = (moved: Moved): Effect[] => {
  const { after, happening } = moved;
  const { rule } = whitelist(moved).delays;
  const clock = (key: string, name: string, dueAt: string): Effect => ({
    do: "start-deadline",
    deadline: {
      key,
      name,
      rule,
      article: "choix de la console",
      startedAt: happening.at,
      dueAt,
      shown: true,
      event: { type: "deadline.reached", key },
    },
  });
  return [
    clock("review", stageNames.review, after.reviewAt as string),
    ...(after.until ? [clock("expiry", "Dernier jour de l’approbation", endOfDay(after, after.until))] : []),
  ];
};

export const activate: Make = (moved) => [
  ...close("integrate"),
  ...running(moved),
  ...call(
    moved,
    askers(moved.after),
    "active",
    line(
      moved,
      `« ${moved.after.name} » est ouverte depuis l’ENT.`,
      ["Vérifiez l’inscription au registre.", "Informez les personnes avec la notice du dossier."],
      whitelist(moved).register,
    ),
    moved.after.form?.protection.notice,
  ),
];

/** Suspended at once: the list changes with the state, the provider closes the link and says so. */
export const suspended = (moved: Moved): Effect[] => {
  const { after, from, to } = moved;
  // A second incident on an application already suspended is kept, and tells nobody again.
  if (to !== "suspended" || from === to) return [];
  const reason = after.suspension?.reason ?? "";
  const one = (expected: string[]) =>
    line(moved, `« ${after.name} » est suspendue : son lien est retiré de la liste publiée.`, expected);
  return [
    ...settle("cleared", "review", "expiry"),
    ...close("review", "reopen-link"),
    tell(
      moved,
      whitelist(moved).provider,
      "suspended",
      one(["Fermez le lien sans attendre.", "Donnez la preuve de la fermeture."]),
      reason,
    ),
    tell(
      moved,
      whitelist(moved).desk,
      "suspended-desk",
      one(["Suivez ce qui l’a causée.", "Son retour est une décision : préparez-la."]),
      reason,
    ),
    ...call(
      moved,
      askers(after),
      "suspended-you",
      one(["Prévenez ceux qui s’en servent.", "Attendez la décision de retour."]),
      reason,
    ),
    task(moved, {
      key: "close-link",
      kind: "step",
      function: "exploitant",
      title: `Lien à fermer : ${after.name}`,
    }),
    task(moved, {
      key: "return",
      kind: "decision",
      function: "rssi",
      title: `Retour à décider : ${after.name}`,
    }),
  ];
};

export const reinstate: Make = (moved) => {
  const { after } = moved;
  const closed = after.links.at(-1)?.what === "closed";
  const { reasons } = dataOf(moved, "request.reinstated");
  const one = (expected: string[]) =>
    line(moved, `« ${after.name} » est de nouveau ouverte, par décision.`, expected);
  return [
    ...close("return", "close-link", "host"),
    ...running(moved),
    tell(
      moved,
      whitelist(moved).provider,
      "reinstated",
      one(["Rouvrez le lien.", "Donnez la preuve de la réouverture."]),
      reasons,
    ),
    ...call(moved, askers(after), "reinstated-you", one(["Prévenez ceux qui s’en servent."]), reasons),
    ...(closed
      ? [
          task(moved, {
            key: "reopen-link",
            kind: "step",
            function: "exploitant",
            title: `Lien à rouvrir : ${after.name}`,
          }),
        ]
      : []),
  ];
};

export const review: Make = (moved) => {
  if (moved.to === "suspended") return suspended(moved);
  return [...close("review"), ...running(moved)];
};

export const cleared: Make = (moved) =>
  moved.to === "suspended"
    ? [
        tell(
          moved,
          whitelist(moved).desk,
          "cleared",
          line(
            moved,
            `${dataOf(moved, "application.cleared").by.ref} ne nomme plus « ${moved.after.name} » parmi ce qui est compromis.`,
            ["Décidez de son retour, ou de son retrait."],
          ),
        ),
      ]
    : [];

/** A list names one of its hosts. Where it is approved people are told and look again; before, the checks bar it. */
export const reported: Make = (moved) => {
  const { after, from, to } = moved;
  if (!after.decisions.some(({ outcome }) => outcome.startsWith("approved"))) return [];
  const { host, reason } = dataOf(moved, "host.reported");
  const open = listed(from);
  return [
    tell(
      moved,
      whitelist(moved).desk,
      "host",
      line(
        moved,
        `L’hôte « ${host} » de « ${after.name} » est signalé.${open ? " Son lien reste ouvert : rien n’est suspendu sans décision." : ""}`,
        open
          ? ["Décidez de la maintenir ou de la suspendre."]
          : ["Tenez-en compte avant d’ouvrir ou de rouvrir son lien."],
        { rule: whitelist(moved).delays.rule, article: "choix de la console" },
      ),
      reason,
    ),
    task(moved, {
      key: to === "review-due" ? "review" : "host",
      kind: "decision",
      function: "rssi",
      title: `Hôte signalé (${host}) : ${after.name}`,
    }),
  ];
};
