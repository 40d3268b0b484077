import type { RequestDataOf } from "../events.ts";
import { readForm } from "../form.ts";
import { DOMAINS } from "../words.ts";
import { askers, call, close, dataOf, line, type Make, task, tell, whitelist } from "./parts.ts";

/* A request is asked for, joined to another, completed, or led to the GAR (NAN-2). */

export const draft: Make = (moved) => {
  const { place, requester } = dataOf(moved, "request.drafted");
  return [
    {
      do: "grant",
      organisations: [
        { id: requester.organisation.id, via: "declarer" },
        { id: place.id, via: "place" },
      ],
    },
  ];
};

export const file: Make = (moved) => [
  tell(
    moved,
    whitelist(moved).desk,
    "filed",
    line(
      moved,
      `${moved.after.requester.organisation.name} demande l’ouverture de « ${moved.after.name} » depuis l’ENT.`,
      [
        "Lisez la demande et les vérifications de la console.",
        "Dites si elle est recevable, ou ce qui manque.",
      ],
    ),
  ),
  task(moved, {
    key: "admit",
    kind: "decision",
    function: "rssi",
    title: `Recevabilité à dire : ${moved.after.name}`,
  }),
];

/** Its own population and register go to the request that it joins; both close or move together. */
export const join: Make = (moved) => {
  const { after, world } = moved;
  const { form } = readForm(after.draft);
  if (!form || !after.joins) return [];
  const { profiles, count, contact, contactMail } = form.population;
  const data: RequestDataOf<"organisation.joined"> = {
    ref: world.ref,
    place: { id: after.place.id, name: after.place.name },
    requester: after.requester,
    population: { profiles, count },
    register: `${form.protection.register} ; responsable : ${form.protection.controller}`,
    contact: { name: contact, mail: contactMail },
  };
  return [{ do: "tell", to: { dossier: after.joins.dossier }, event: { type: "organisation.joined", data } }];
};

export const joined: Make = (moved) => {
  const { place, requester, population } = dataOf(moved, "organisation.joined");
  const mine = moved.to === "active" || moved.to === "review-due";
  return [
    {
      do: "grant",
      organisations: [
        { id: place.id, via: "party" },
        { id: requester.organisation.id, via: "party" },
      ],
    },
    tell(
      moved,
      whitelist(moved).desk,
      "joined",
      line(
        moved,
        `${place.name} demande aussi « ${moved.after.name} », pour ${population.count} personnes.`,
        ["Tenez-en compte dans l’instruction, ou au prochain réexamen."],
      ),
    ),
    ...call(
      moved,
      [requester],
      "joined-you",
      line(
        moved,
        mine
          ? `« ${moved.after.name} » est déjà ouverte depuis l’ENT : votre établissement y est rattaché.`
          : `Votre demande est rattachée à celle qui existe pour « ${moved.after.name} » : vous en suivrez chaque décision.`,
        ["Inscrivez l’application à votre registre.", "Informez les personnes avec la notice du dossier."],
        whitelist(moved).register,
      ),
    ),
  ];
};

export const redirect: Make = (moved) => {
  const { gar } = whitelist(moved);
  if (!gar || moved.to !== "redirected") return [];
  const found = moved.after.checks?.gar;
  const text = `Ressource du GAR : ${found?.name ?? moved.after.name} (${found?.id ?? ""}).`;
  return [
    ...close("admit"),
    tell(
      moved,
      gar.to,
      "gar",
      line(
        moved,
        `${moved.after.requester.organisation.name} demande une ressource qui passe par le GAR.`,
        ["Portez la demande auprès du GAR.", "Répondez au demandeur."],
        gar,
      ),
      text,
    ),
    ...call(
      moved,
      askers(moved.after),
      "gar-you",
      line(
        moved,
        "Cette ressource passe par le GAR : l’académie centralise ces demandes, la vôtre lui est transmise.",
        ["Attendez la réponse du contact GAR de l’académie."],
        gar,
      ),
      text,
    ),
    task(moved, {
      key: "gar",
      kind: "action",
      function: "dane",
      title: `Ressource du GAR à demander : ${moved.after.name}`,
    }),
  ];
};

export const ask: Make = (moved) =>
  call(
    moved,
    [moved.after.requester],
    "more",
    line(
      moved,
      `Il manque des éléments à votre demande « ${moved.after.name} » : le délai est arrêté jusqu’à votre réponse.`,
      ["Complétez le formulaire.", "Renvoyez la demande."],
    ),
    moved.after.waiting?.what,
  );

export const complete: Make = (moved) => {
  const lacking = DOMAINS.flatMap((domain) =>
    moved.after.opinions[domain] ? [] : (moved.after.instructors[domain] ?? []),
  );
  const one = line(moved, `Le demandeur a répondu sur « ${moved.after.name} » : le délai reprend.`, [
    "Lisez sa réponse.",
  ]);
  const { text } = dataOf(moved, "request.completed");
  return moved.to === "instruction"
    ? call(moved, lacking, "completed", one, text)
    : [tell(moved, whitelist(moved).desk, "completed", one, text)];
};
