import { type RequestAct, requestActs } from "#app/messages/whitelist-act.ts";
import { label, requestState, whitelistPage as words } from "#app/messages/whitelist-words.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reason } from "#app/ui/why.tsx";
import { whitelistOf } from "#conventions/schema.ts";
import { listed } from "#machines/whitelist-request/v1/chart.ts";
import { stageNames } from "#machines/whitelist-request/v1/clocks.ts";
import { outsideEurope, readForm } from "#machines/whitelist-request/v1/form.ts";
import { DOMAINS } from "#machines/whitelist-request/v1/words.ts";
import { reasonFor } from "./reason.ts";
import type { OpenedRequest } from "./request.ts";

/** One dossier as a page or a panel shows it: only what a browser may have. */
export type RequestPage = Awaited<ReturnType<typeof requestPage>>;

export async function requestPage(db: Sql, request: OpenedRequest) {
  const { id, ref, state, title, revision, context, convention, can, may, dispositif, exists } = request;
  const { form, clock, checks, opinions, instructors, metadata } = context;
  const cited = whitelistOf(convention);
  const reason = (one: { rule: string; article: string }): Reason | null => reasonFor(convention, one);
  const [explained] = clock
    ? await db.query<{ explanation: never }>(
        "select explanation from deadline where dossier_id = $1 and key = $2",
        [id, clock.stage],
      )
    : [];
  const pieces = await db.query<{ hash: string; name: string; size: number }>(
    "select hash, name, size::int size from attachment where dossier_id = $1 order by added_at, name",
    [id],
  );
  const journal = may.journal
    ? await db.query<{ seq: number; type: string; at: string; by: string }>(
        `select seq, type, payload::jsonb->>'at' as "at", payload::jsonb->'actor'->>'name' as "by" from journal_entry
          where dossier_id = $1 order by seq desc limit 60`,
        [id],
      )
    : [];
  return {
    ref,
    state,
    title,
    revision,
    dispositif: dispositif.name,
    place: context.place.name,
    requester: `${context.requester.name}, ${context.requester.organisation.name}`,
    from: context.from,
    reason: reason(cited.request),
    register: reason(cited.register),
    exists: exists && {
      ref: exists.readable ? exists.ref : null,
      text: exists.readable
        ? words.exists.readable(exists.title, requestState(exists.state).label.toLocaleLowerCase("fr"))
        : listed(exists.state)
          ? words.exists.listed
          : words.exists.pending,
    },
    reported: context.reported ?? null,
    joins: context.joins?.ref ?? null,
    joined: (context.joined ?? []).map((one) => ({
      key: one.requester.id + one.place.id,
      text: words.joined.one(
        one.place.name,
        one.population.count,
        one.population.profiles.map((profile) => label("profiles", profile)).join(", "),
      ),
      register: words.joined.register(one.register),
    })),
    // What exists is joined, not asked for again.
    acts: can
      .filter((type) => !exists || type !== "request.filed")
      .map((type: RequestAct) => ({ slug: requestActs[type].slug, button: requestActs[type].button })),
    mayForm: may.form,
    missing: form ? 0 : readForm(context.draft).missing.length,
    waiting: context.waiting && {
      what: context.waiting.what,
      by: context.waiting.by,
      at: context.waiting.at,
    },
    clock: clock && {
      name: stageNames[clock.stage],
      dueAt: clock.dueAt,
      explanation: explained?.explanation ?? null,
      reason: reason({ rule: cited.delays.rule, article: "choix de la console" }),
    },
    pauses: context.pauses,
    reviewAt: context.reviewAt,
    until: context.until,
    suspension: context.suspension,
    compromises: context.compromises,
    form: form && factsOf(form),
    notice: form?.protection.notice ?? null,
    checks: checks && {
      at: checks.at,
      list: checks.list.map((one) => ({
        ...one,
        name: label("checks", one.key),
        verdictLabel: label("verdict", one.verdict),
      })),
    },
    opinions: DOMAINS.map((domain) => {
      const given = opinions[domain];
      return {
        domain: label("domain", domain),
        instructor: instructors[domain]?.name ?? null,
        given: given
          ? { label: label("opinion", given.opinion), text: given.text, at: given.at, by: given.by.name }
          : null,
      };
    }),
    decisions: context.decisions.map((one) => ({
      at: one.at,
      by: [one.by.name, one.by.organisation].filter(Boolean).join(", "),
      label: label("decided", one.outcome),
      reasons: one.reasons,
      sitting: [
        convention.instances.find(({ key }) => key === one.sitting.instance)?.name,
        one.sitting.minutes,
        one.sitting.ref,
      ]
        .filter(Boolean)
        .join(", "),
      because: one.because?.ref ?? null,
    })),
    conditions: context.conditions,
    links: context.links.map((one) => ({ ...one, label: label("link", one.what) })),
    ticket: form && can.some((type) => type.startsWith("link.")) ? ticketOf(request, metadata) : null,
    pieces,
    mayAttach: can.includes("note.added"),
    journal,
  };
}

type Form = NonNullable<OpenedRequest["context"]["form"]>;
function factsOf(form: Form) {
  const { application, hosting, data, protection, evidence, link, population } = form;
  const yes = (one: boolean) => (one ? "Oui" : "Non");
  const outside = outsideEurope(form);
  return [
    { name: "Objectif", value: `${label("purpose", application.purpose)} : ${application.objective}` },
    {
      name: "Éditeur",
      value: `${application.publisher} (${application.publisherCountry}), ${application.publisherContact}`,
    },
    {
      name: "Hébergement",
      value: `${hosting.host} (${hosting.country}), ${label("qualification", hosting.qualification)}${outside.length > 0 ? ` ; hors Union : ${outside.join(", ")}` : ""}`,
    },
    {
      name: "Sous-traitants",
      value:
        hosting.subprocessors.map((one) => `${one.name} (${one.role}, ${one.country})`).join(" ; ") ||
        "Aucun",
    },
    {
      name: "Données à la connexion",
      value: data.attributes.map(({ key, reason }) => `${label("attributes", key)} : ${reason}`).join("\n"),
    },
    { name: "Mineurs", value: yes(data.minors) },
    {
      name: "Hors de l’Union",
      value: data.transfers ? `${data.transferCountries}. ${data.transferSafeguard}` : "Non",
    },
    {
      name: "Registre",
      value: `${protection.register} ; responsable : ${protection.controller} ; conservation : ${protection.retention}`,
    },
    { name: "AIPD", value: `${label("aipd", protection.aipd)} : ${protection.aipdReason}` },
    {
      name: "Preuves de sécurité",
      value: `${evidence.kinds.map((one) => label("kinds", one)).join(", ")}. ${evidence.evidence}`,
    },
    { name: "Lien", value: `${label("protocol", link.protocol)} : ${link.serviceUrl}` },
    {
      name: "Population",
      value: `${population.profiles.map((one) => label("profiles", one)).join(", ")}, ${population.count} personnes`,
    },
    { name: "À joindre", value: `${population.contact}, ${population.contactMail}` },
  ];
}

/** All that the provider needs to open the link, on one page. */
function ticketOf({ ref, context }: OpenedRequest, metadata: OpenedRequest["context"]["metadata"]): string {
  const { link, data, application, population } = context.form as Form;
  return [
    `${ref} · ${application.name} (${application.key})`,
    `Protocole : ${label("protocol", link.protocol)}`,
    `Service : ${link.serviceUrl}`,
    ...link.redirectUris.map((uri) => `Retour : ${uri}`),
    ...(link.logoutUrl ? [`Déconnexion : ${link.logoutUrl}`] : []),
    ...(link.clientId ? [`Client : ${link.clientId}`] : []),
    ...(metadata
      ? [`Entité : ${metadata.entityId}`, ...metadata.acs.map((one) => `ACS : ${one.location}`)]
      : []),
    `Attributs : ${data.attributes.map(({ key }) => label("attributes", key)).join(", ")}`,
    `Population : ${population.profiles.map((one) => label("profiles", one)).join(", ")}, ${population.count} personnes, ${context.place.name}`,
    `Contact : ${population.contact}, ${population.contactMail} ; éditeur : ${application.publisherContact}`,
  ].join("\n");
}
