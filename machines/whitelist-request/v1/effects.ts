import { type Target, whitelistOf } from "#conventions/schema.ts";
import { levelsOf } from "../../alerting/chase.ts";
import { closeTask, deadLetter, keepAttachment, retryDelivery, sealNotice } from "../../alerting/effects.ts";
import type { Effect, NewTask } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import { ended, listed } from "./chart.ts";
import { claimsOf } from "./claims.ts";
import { endOfDay, stageNames } from "./clocks.ts";
import type { RequestContext, Stage } from "./context.ts";
import type { Named, RequestDataOf, RequestEvent } from "./events.ts";
import { readForm } from "./form.ts";
import { instructorsNamed } from "./instructors.ts";
import { factsOf, type Line, toFunctions, toPeople } from "./notices.ts";
import { domainNames } from "./refusals.ts";
import { DOMAINS, type Domain } from "./words.ts";

/** A step seen from both sides. `to`: the state it led to. */
export type Moved = {
  before: RequestContext;
  after: RequestContext;
  from: string;
  to: string;
  happening: Happening;
  world: World;
};
type Make = (moved: Moved) => Effect[];

const dataOf = <Type extends RequestEvent>({ happening }: Moved, _: Type) =>
  happening.data as RequestDataOf<Type>;
/** Keys of notices are unique in a dossier: when, and how far it has come, make them so. */
const keyed = ({ after, happening }: Moved, what: string) =>
  `${what}-${Date.parse(happening.at)}-${after.history.length}-${after.compromises.length}`;
const whitelist = ({ world }: Moved) => whitelistOf(world.convention);

const line = (
  moved: Moved,
  statement: string,
  expected: string[],
  cited?: { rule: string; article: string },
): Line => {
  const { rule, article } = cited ?? whitelist(moved).request;
  return { rule, article, statement, expected };
};
const tell = (moved: Moved, to: Target[], what: string, one: Line, text?: string) =>
  toFunctions(moved.after, moved.happening, moved.world, to, {
    notice: keyed(moved, what),
    line: one,
    ...(text && { text }),
  });
const call = (moved: Moved, people: Named[], what: string, one: Line, text?: string) =>
  toPeople(moved.after, moved.happening, moved.world, people, {
    notice: keyed(moved, what),
    line: one,
    ...(text && { text }),
  });
const task = (moved: Moved, one: Omit<NewTask, "rule" | "article">): Effect => {
  const { rule, article } = whitelist(moved).request;
  return { do: "open-task", task: { rule, article, ...one } };
};
const close = (...keys: string[]): Effect[] => keys.map((key) => ({ do: "close-task", key }));
const settle = (as: "met" | "cleared", ...keys: string[]): Effect[] =>
  keys.map((key) => ({ do: "settle-deadline", key, as }));

const draft: Make = (moved) => {
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

const file: Make = (moved) => [
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
const join: Make = (moved) => {
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

const joined: Make = (moved) => {
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

/** Whoever asked, first or after, learns what is decided of it. */
const askers = ({ requester, joined: others = [] }: RequestContext): Named[] => [
  ...new Map([requester, ...others.map((one) => one.requester)].map((one) => [one.id, one])).values(),
];

const redirect: Make = (moved) => {
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

const admit: Make = (moved) => [
  ...close("admit"),
  task(moved, {
    key: "name",
    kind: "decision",
    function: "rssi",
    title: `Instructeurs à nommer : ${moved.after.name}`,
  }),
];

const name: Make = (moved) => {
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

const opine: Make = (moved) => [
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

const ask: Make = (moved) =>
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

const complete: Make = (moved) => {
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

/** What a decision of the committee starts: integration and its conditions, an answer, or a wait. */
const decide: Make = (moved) => {
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

const fail: Make = (moved) => [
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

const activate: Make = (moved) => [
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
const suspended = (moved: Moved): Effect[] => {
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

const reinstate: Make = (moved) => {
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

const review: Make = (moved) => {
  if (moved.to === "suspended") return suspended(moved);
  return [...close("review"), ...running(moved)];
};

/** Withdrawn: nothing more is due; where its link was to be opened, the provider is told. */
const withdraw: Make = (moved) => {
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

/** Late: told to whoever is above, and seen to by a person. It approves nothing (CHOIX-4). */
const reached: Make = (moved) => {
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

const cleared: Make = (moved) =>
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
const reported: Make = (moved) => {
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

const fallBack: Make = (moved) => {
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

const makes: Partial<Record<RequestEvent, Make>> = {
  "request.drafted": draft,
  "request.filed": file,
  "request.joined": join,
  "organisation.joined": joined,
  "checks.recorded": redirect,
  "request.admitted": admit,
  "instructors.named": name,
  "opinion.given": opine,
  "information.wanted": ask,
  "request.completed": complete,
  "request.decided": decide,
  "link.failed": fail,
  "link.activated": activate,
  "link.closed": () => close("close-link"),
  "link.reopened": () => close("reopen-link"),
  "condition.met": (moved) => {
    const { condition } = dataOf(moved, "condition.met");
    return [...close(`condition-${condition}`), ...settle("met", `condition-${condition}`)];
  },
  "request.reviewed": review,
  "request.suspended": suspended,
  "application.compromised": suspended,
  "application.cleared": cleared,
  "host.reported": reported,
  "host.cleared": () => close("host"),
  "request.reinstated": reinstate,
  "request.revoked": withdraw,
  "request.withdrawn": withdraw,
  "deadline.reached": reached,
  "alert.acknowledged": (moved) => {
    const { delivery, answer } = dataOf(moved, "alert.acknowledged");
    return [{ do: "answer", delivery, answer }];
  },
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "deliveries.failed": fallBack,
  "delivery.retried": ({ happening }) => retryDelivery(happening),
  "task.done": ({ happening }) => closeTask(happening),
  "attachment.added": ({ happening }) => keepAttachment(happening),
};

/** One request at a time has these addresses (claims.ts); one that ended lets go of them. */
const claim = ({ after, to, happening }: Moved): Effect[] => {
  if (ended(to)) return [{ do: "claim", names: [] }];
  return filing.has(happening.type) && after.form ? [{ do: "claim", names: claimsOf(after.form) }] : [];
};
const filing = new Set(["request.filed", "request.completed"]);

/** What follows from a step, as data. */
export const effectsOf = (moved: Moved): Effect[] => [
  ...(makes[moved.happening.type as RequestEvent]?.(moved) ?? []),
  ...(ended(moved.to) && ended(moved.from) ? [] : claim(moved)),
];
