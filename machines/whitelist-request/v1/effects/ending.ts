import { DOMAINS } from "../words.ts";
import { askers, call, close, line, type Make, settle, task, tell, whitelist } from "./parts.ts";

/* A request, or its link, is withdrawn. */

/** Withdrawn: nothing more is due; where its link was to be opened, the provider is told. */
export const withdraw: Make = (moved) => {
  const { after, from } = moved;
  const linked = ["approved", "integrated", "tested", "active", "review-due", "suspended"].includes(from);
  const reason = (moved.happening.data as { reason: string }).reason;
  const one = line(moved, `« ${after.name} » est retirée de la liste blanche.`, [
    "Fermez le lien et donnez la preuve de la fermeture.",
  ]);
  const tasks = [
    "admit",
    "name",
    "decide",
    "integrate",
    "return",
    "review",
    "host",
    "reopen-link",
    ...DOMAINS.map((domain) => `opinion-${domain}`),
    ...after.conditions.map(({ n }) => `condition-${n}`),
  ];
  return [
    ...close(...tasks),
    ...settle("cleared", "review", "expiry", ...after.conditions.map(({ n }) => `condition-${n}`)),
    ...(linked
      ? [
          tell(moved, whitelist(moved).provider, "withdrawn", one, reason),
          ...(moved.happening.type === "request.revoked"
            ? call(
                moved,
                askers(after),
                "withdrawn-you",
                { ...one, expected: ["Prévenez ceux qui s’en servent."] },
                reason,
              )
            : []),
          ...(after.links.length > 0
            ? [
                task(moved, {
                  key: "close-link",
                  kind: "step",
                  function: "exploitant",
                  title: `Lien à fermer : ${after.name}`,
                }),
              ]
            : []),
        ]
      : // Whoever was examining it, or joined it, learns that there is nothing left to wait for.
        [
          ...call(
            moved,
            DOMAINS.flatMap((domain) => (after.opinions[domain] ? [] : (after.instructors[domain] ?? []))),
            "withdrawn-instructors",
            line(moved, `La demande « ${after.name} » est retirée : votre avis n’est plus attendu.`, [
              "Rien n’est plus à faire.",
            ]),
            reason,
          ),
          ...call(
            moved,
            (after.joined ?? []).map((one) => one.requester),
            "withdrawn-joined",
            line(moved, `La demande « ${after.name} », à laquelle la vôtre était rattachée, est retirée.`, [
              "Déposez la vôtre si vous en avez toujours besoin : rien ne s’y oppose plus.",
            ]),
            reason,
          ),
        ]),
  ];
};
