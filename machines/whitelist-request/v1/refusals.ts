import { type Convention, whitelistOf } from "#conventions/schema.ts";
import { type FoundClaim, type Happening, StepRefused } from "../../step.ts";
import { listed } from "./chart.ts";
import { endOfDay } from "./clocks.ts";
import type { RequestContext } from "./context.ts";
import type { Named, RequestDataOf } from "./events.ts";
import { readForm } from "./form.ts";
import { instructorsNamed } from "./instructors.ts";
import { requestStateNames } from "./names.ts";
import type { Domain } from "./words.ts";

export const domainNames: Record<Domain, string> = {
  security: "sécurité",
  dataProtection: "protection des données",
  pedagogy: "pédagogie",
};
const choice = { rule: "CHOIX-LISTE", article: "choix de la console" };
/** A fact of these, found bad, cannot be admitted: it is mended or explained by the requester first. */
const BLOCKING = ["https", "host", "redirects", "metadata", "duplicates", "known-bad"];

type Duty = (request: RequestContext, happening: Happening, convention: Convention) => void;

function refuse(one: { rule: string; article: string }, because: string, instead: string[] = []): never {
  throw new StepRefused({ rule: one.rule, article: one.article, because, instead });
}

/** MBN-6.1 names what a request says: its purpose, its security, its data protection; MBN-4.4-tiers the register. */
const whole: Duty = ({ draft }, { data, type }, convention) => {
  const { missing } = readForm(draft);
  const [first] = missing;
  const { inside = [], claimed } = (data as { found?: FoundFiling }).found ?? {};
  if (!first && inside.length > 0)
    refuse(
      whitelistOf(convention).request,
      `« ${inside.join(" », « ")} » mène à une adresse intérieure (privée ou locale) : donnez l’adresse publique du service.`,
      ["form.saved"],
    );
  if (!first && claimed) already(claimed, type, convention);
  if (!first) return;
  const { request, register } = whitelistOf(convention);
  const cited = missing.every(({ section }) => section === "protection") ? register : request;
  const rest = missing.length > 1 ? ` (et ${missing.length - 1} autres réponses)` : "";
  refuse(cited, `La demande n’est pas complète : ${first.message}${rest}.`, ["form.saved"]);
};

type FoundFiling = { inside?: string[]; claimed?: FoundClaim };

/** One request at a time for an application: who comes second joins it, and is told no more than they may read. */
function already({ ref, title, state, readable }: FoundClaim, type: string, convention: Convention): never {
  const what = readable
    ? `« ${title} », ${requestStateNames[state] ?? state}, demande ${ref}`
    : `${listed(state) ? "elle est déjà sur la liste publiée" : "sa demande est en cours"}, sous la référence ${ref}`;
  const draft = type === "request.filed";
  refuse(
    whitelistOf(convention).request,
    `Cette application est déjà demandée dans ce dispositif, chez le même éditeur et à la même adresse : ${what}. ${
      draft
        ? "Demandez à y être rattaché : votre établissement s’ajoute à cette demande et en suit chaque décision, sans second dossier."
        : "Changez l’adresse si c’est une autre application, ou retirez votre demande."
    }`,
    [...(readable ? [`dossier:${ref}`] : []), ...(draft ? ["request.joined"] : []), "form.saved"],
  );
}

/** Whoever joins tells what is their own: population, register. */
const join: Duty = (request, happening, convention) => {
  const { claimed } = (happening.data as { found?: FoundFiling }).found ?? {};
  if (readForm(request.draft).missing.length > 0)
    return whole({ ...request }, { ...happening, type: "request.filed", data: {} }, convention);
  if (!claimed)
    refuse(
      whitelistOf(convention).request,
      "Aucune demande en cours n’est celle de cette application : déposez la vôtre.",
      ["request.filed"],
    );
};

/** Others use what is open: closing it for all of them is a decision, not the first asker's alone. */
const withdraw: Duty = ({ joined = [], decisions }, _, convention) => {
  const approved = decisions.some(({ outcome }) => outcome.startsWith("approved"));
  if (approved && joined.length > 0)
    refuse(
      whitelistOf(convention).request,
      `${joined
        .map(({ place }) => place.name)
        .slice(0, 3)
        .join(
          ", ",
        )}${joined.length > 3 ? "…" : ""} ${joined.length > 1 ? "y sont rattachés" : "y est rattaché"} : retirer l’application de la liste pour tous est une décision.`,
      ["request.revoked", "note.added"],
    );
};

const admit: Duty = ({ checks, checksWanted }, _, convention) => {
  const { request } = whitelistOf(convention);
  if (!checks || checksWanted)
    refuse(request, "Les vérifications techniques sont en cours : la recevabilité se lit sur elles.", [
      "checks.wanted",
    ]);
  const bad = checks.list.find(({ key, verdict }) => verdict === "bad" && BLOCKING.includes(key));
  if (bad) refuse(request, `Un fait s’y oppose : ${bad.text}`, ["information.wanted", "checks.wanted"]);
};

const name: Duty = ({ requester, opinions }, happening) => {
  for (const [domain, person] of Object.entries(instructorsNamed(happening)) as [Domain, Named][]) {
    if (person.id === requester.id)
      refuse(choice, `${person.name} a fait la demande : on n’instruit pas la sienne.`, [
        "instructors.named",
      ]);
    if (opinions[domain])
      refuse(choice, `L’avis « ${domainNames[domain]} » est déjà donné par ${opinions[domain].by.name}.`, []);
  }
};

const opine: Duty = ({ instructors, opinions }, { data, by }) => {
  const { domain } = data as RequestDataOf<"opinion.given">;
  const named = instructors[domain];
  if (opinions[domain]) refuse(choice, `L’avis « ${domainNames[domain]} » est déjà donné.`, []);
  if (named?.id !== by.id)
    refuse(
      choice,
      `L’avis « ${domainNames[domain]} » revient à ${named?.name ?? "un instructeur à nommer"}.`,
      ["note.added"],
    );
};

/** The convention's committee decides, after it met; a condition has an owner and a day to come. */
const decide: Duty = (request, { data, by, at }, convention) => {
  const { outcome, sitting, conditions, what, until } = data as RequestDataOf<"request.decided">;
  const { request: cited } = whitelistOf(convention);
  sits(request, { sitting, by: by.id, at }, convention);
  if (outcome === "approved-with-conditions" && conditions.length === 0)
    refuse(cited, "Une approbation avec conditions en dit au moins une, avec qui la lève et pour quand.");
  if (outcome !== "approved-with-conditions" && conditions.length > 0)
    refuse(cited, "Des conditions vont avec « approuvée avec conditions ».");
  if (outcome === "more-information" && !what) refuse(cited, "Dites au demandeur ce qui manque.");
  for (const { dueOn, text } of conditions)
    if (endOfDay(request, dueOn) <= at)
      refuse(cited, `La condition « ${text.slice(0, 60)} » est datée d’un jour passé.`);
  ends(request, until, at);
};

function sits(
  { requester }: RequestContext,
  { sitting, by, at }: { sitting: RequestDataOf<"request.decided">["sitting"]; by: string; at: string },
  convention: Convention,
): void {
  const { request: cited, instance } = whitelistOf(convention);
  if (by === requester.id) refuse(choice, "On ne décide pas de sa propre demande.");
  const known = convention.instances.map(({ key }) => key);
  if (instance && sitting.instance !== instance) {
    const named = convention.instances.find(({ key }) => key === instance)?.name ?? instance;
    refuse(cited, `Cette décision revient à l’instance « ${named} » : dites quelle séance l’a prise.`, [
      `instance:${instance}`,
    ]);
  }
  if (sitting.instance && !known.includes(sitting.instance))
    refuse(
      cited,
      `Cette convention n’a pas d’instance « ${sitting.instance} ».`,
      known.map((key) => `instance:${key}`),
    );
  if (sitting.meetingAt && Date.parse(sitting.meetingAt) > Date.parse(at) + 5 * 60_000)
    refuse(cited, "Cette séance n’a pas encore eu lieu : elle ne décide pas à l’avance.");
}

function ends(request: RequestContext, until: string | undefined, at: string): void {
  if (until && endOfDay(request, until) <= at)
    refuse(choice, "Le dernier jour de l’approbation est déjà passé.");
}

const activate: Duty = ({ compromises }, _, convention) => {
  const [open] = compromises;
  if (open)
    refuse(
      whitelistOf(convention).request,
      `${open.ref} nomme cette application parmi ce qui est compromis : son lien ne s’ouvre pas.`,
      ["link.failed"],
    );
};

const meet: Duty = ({ conditions }, { data }) => {
  const { condition } = data as RequestDataOf<"condition.met">;
  const known = conditions.find(({ n }) => n === condition);
  if (!known) refuse(choice, `Il n’y a pas de condition n° ${condition}.`);
  if (known.met) refuse(choice, `La condition n° ${condition} est déjà levée.`);
};

const review: Duty = (request, { data, by, at }, convention) => {
  const { sitting, until } = data as RequestDataOf<"request.reviewed">;
  sits(
    request,
    { sitting: { instance: whitelistOf(convention).instance, ...sitting }, by: by.id, at },
    convention,
  );
  ends(request, until, at);
};

/** What was suspended comes back by a decision; past its last day, with a new one. */
const reinstate: Duty = (request, happening, convention) => {
  review(request, happening, convention);
  const { until } = happening.data as RequestDataOf<"request.reinstated">;
  const last = until ?? request.until;
  if (last && endOfDay(request, last) <= happening.at)
    refuse(choice, "L’approbation est arrivée à son terme : donnez-lui un nouveau dernier jour.");
};

const close: Duty = ({ links }, { type }) => {
  const opened = ["activated", "reopened"].includes(
    links.findLast(({ what }) => what !== "failed")?.what ?? "",
  );
  if (type === "link.closed" && !opened) refuse(choice, "Ce lien n’est pas ouvert.");
  if (type === "link.reopened" && opened) refuse(choice, "Ce lien est déjà ouvert.");
};

const duties: Record<string, Duty> = {
  "request.filed": whole,
  "request.completed": whole,
  "request.joined": join,
  "request.withdrawn": withdraw,
  "request.admitted": admit,
  "instructors.named": name,
  "opinion.given": opine,
  "request.decided": decide,
  "link.activated": activate,
  "link.closed": close,
  "link.reopened": close,
  "condition.met": meet,
  "request.reviewed": review,
  "request.reinstated": reinstate,
};

/** @throws StepRefused with the rule, its article, why, and what is possible instead. */
export function requireDuties(request: RequestContext, happening: Happening, convention: Convention): void {
  duties[happening.type]?.(request, happening, convention);
}
