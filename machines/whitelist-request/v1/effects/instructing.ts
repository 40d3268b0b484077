import type { Named } from "../events.ts";
import { instructorsNamed } from "../instructors.ts";
import { domainNames } from "../refusals.ts";
import { DOMAINS, type Domain } from "../words.ts";
import { call, close, dataOf, line, type Make, task, tell, whitelist } from "./parts.ts";

/* Found admissible, given to three instructors, each of whom gives an opinion. */

export const admit: Make = (moved) => [
  ...close("admit"),
  task(moved, {
    key: "name",
    kind: "decision",
    function: "rssi",
    title: `Instructeurs à nommer : ${moved.after.name}`,
  }),
];

export const name: Make = (moved) => {
  const { before, after, to } = moved;
  const named = instructorsNamed(moved.happening);
  const told = (Object.keys(named) as Domain[]).filter(
    (domain) =>
      after.instructors[domain]?.id !== before.instructors[domain]?.id || moved.from === "admissible",
  );
  // Before the three are named nobody starts.
  const due = to === "instruction" ? (moved.from === "admissible" ? [...DOMAINS] : told) : [];
  return [
    ...(to === "instruction" ? close("name") : []),
    ...due.flatMap((domain) => {
      const person = after.instructors[domain] as Named;
      return [
        ...call(
          moved,
          [person],
          `instruct-${domain}`,
          line(
            moved,
            `Vous êtes nommé instructeur « ${domainNames[domain]} » de la demande « ${after.name} ».`,
            ["Lisez le dossier.", "Donnez votre avis motivé, ou demandez ce qui manque."],
          ),
        ),
        task(moved, {
          key: `opinion-${domain}`,
          kind: "step",
          function: person.function,
          organisation: person.organisation.id,
          title: `Avis « ${domainNames[domain]} » à donner : ${after.name}`,
          ...(after.clock && { dueAt: after.clock.dueAt }),
        }),
      ];
    }),
    {
      do: "grant",
      organisations: Object.values(named).map(({ organisation }) => ({
        id: organisation.id,
        via: "party" as const,
      })),
    },
  ];
};

export const opine: Make = (moved) => [
  ...close(`opinion-${dataOf(moved, "opinion.given").domain}`),
  ...(moved.to === "committee"
    ? [
        tell(
          moved,
          whitelist(moved).desk,
          "committee",
          line(
            moved,
            `Les trois avis sur « ${moved.after.name} » sont donnés : la demande attend la décision du comité.`,
            ["Inscrivez-la à l’ordre du jour."],
          ),
        ),
        task(moved, {
          key: "decide",
          kind: "decision",
          function: "rssi",
          title: `À inscrire au comité : ${moved.after.name}`,
        }),
      ]
    : []),
];
