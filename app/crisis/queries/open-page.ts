import { randomUUID } from "node:crypto";
import { contentOf } from "#app/engine/dossier.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type Right, reachOf } from "#app/platform/permissions.ts";
import type { Choice } from "#app/ui/form/choice-cards.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { Runbook } from "#runbooks/schema.ts";
import type { OpenValues } from "./open-page-form.ts";
import { crisisPlace } from "./open-page-place.ts";

/** A procedure as it is offered. `categories`: those for which it was written. */
export type OfferedRunbook = {
  key: string;
  title: string;
  summary: string;
  approved: boolean;
  categories: string[];
  triggers: string[];
};
/** Procedures of a dispositif by its id, as the register of procedures tells them. */
export type RunbooksOf = (
  db: Database,
  dispositif: string,
) => Promise<
  { key: string; hash: string; title: string; summary: string; approved: boolean; categories: string[] }[]
>;

export type OpenPage = {
  /** Keys of dispositifs in which the caller may open a crisis. */
  dispositifs: Choice[];
  runbooks: OfferedRunbook[];
  /** Place already known; null when it has to be said. */
  place: Choice | null;
  incident: { ref: string; title: string } | null;
  values: OpenValues;
};

type Known = {
  ref: string;
  dispositif: string;
  place: string;
  exercise: boolean;
  facts: {
    title: string;
    description: string;
    category: string;
    noticedAt: string;
    personalData: boolean | null;
  };
  perimeter: string;
};

/** Dispositifs where one of the caller's functions gives the right to open a crisis. */
function openable(db: Database, { tenures }: Caller) {
  const { own, dispositif } = reachOf(tenures, "crisis.opened");
  return db.query<{ id: string; key: string; name: string }>(
    `select d.id, d.key, d.name from dispositif d
      where exists (select 1 from coverage c where c.dispositif_id = d.id and c.organisation_id = any($1::uuid[]))
      order by d.name`,
    [[...own, ...dispositif]],
  );
}

/** The incident from which a crisis grows; null when there is none that the caller may read. */
async function incidentOf(db: Database, caller: Caller, ref: string): Promise<Known | null> {
  const params: unknown[] = [ref.trim().toUpperCase()];
  const right: Right = "dossier.read";
  const may = mayOnDossierSql(reachOf(caller.tenures, right), (value) => `$${params.push(value)}`);
  const [row] = await db.query<Known>(
    `select d.ref, s.key dispositif, o.key place, d.exercise, d.context->'facts' facts,
            d.context->'scope'->>'perimeter' perimeter
       from dossier d join dispositif s on s.id = d.dispositif_id join organisation o on o.id = d.organisation_id
      where d.ref = $1 and d.kind = 'incident' and ${may}`,
    params,
  );
  return row ?? null;
}

/** What the form starts from: everything of the incident, else the caller's own place. */
function startFrom(incident: Known | null, dispositif: string, own: string, zone: string): OpenValues {
  const empty = { key: randomUUID(), search: "", runbook: "" };
  if (!incident)
    return {
      ...empty,
      incident: "",
      dispositif,
      place: own,
      category: "",
      perimeter: "",
      personalData: "unknown",
      title: "",
      summary: "",
      awareAt: "",
    };
  const { facts } = incident;
  const data = facts.personalData === null ? "unknown" : facts.personalData ? "yes" : "no";
  return {
    ...empty,
    incident: incident.ref,
    dispositif: incident.dispositif,
    place: incident.place,
    category: facts.category,
    perimeter: incident.perimeter,
    personalData: data,
    title: facts.title,
    summary: facts.description.slice(0, 4_000),
    awareAt: formatDateTime(new Date(facts.noticedAt), zone),
  };
}

/**
 * The form that opens a crisis.
 * @param asked address of the page: `incident`, `dispositif`; what was typed wins over both. `zone`: of what is typed.
 * @returns null where the caller may open none; `incident` unknown leaves an empty form.
 */
export async function openPage(
  db: Database,
  caller: Caller,
  asked: { incident: string; dispositif: string; zone: string; typed?: OpenValues },
  runbooksOf: RunbooksOf,
): Promise<(OpenPage & { exercise: boolean }) | null> {
  const dispositifs = await openable(db, caller);
  if (dispositifs.length === 0) return null;
  const ref = asked.typed?.incident ?? asked.incident;
  const incident = ref ? await incidentOf(db, caller, ref) : null;
  const wanted = asked.typed?.dispositif || incident?.dispositif || asked.dispositif;
  const chosen =
    dispositifs.find(({ key }) => key === wanted) ?? (dispositifs.length === 1 ? dispositifs[0] : undefined);
  const own = caller.tenures.find(({ organisation }) => organisation)?.organisation?.key ?? "";
  const values = asked.typed ?? startFrom(incident, chosen?.key ?? "", own, asked.zone);
  const place = chosen && values.place ? await crisisPlace(db, chosen.key, values.place) : null;
  const runbooks = chosen ? await offered(db, await runbooksOf(db, chosen.id), values.category) : [];
  return {
    dispositifs: dispositifs.map(({ key, name }) => ({ value: key, label: name })),
    runbooks,
    place,
    incident: incident && { ref: incident.ref, title: incident.facts.title },
    values: {
      ...values,
      place: place?.value ?? "",
      runbook: values.runbook || proposed(runbooks, values.category),
    },
    exercise: incident?.exercise ?? false,
  };
}

/** Those written for the category first, the more so the earlier they name it; then approved ones. */
async function offered(
  db: Database,
  runbooks: Awaited<ReturnType<RunbooksOf>>,
  category: string,
): Promise<OfferedRunbook[]> {
  const rank = (one: { categories: string[]; approved: boolean }) => {
    const place = one.categories.indexOf(category);
    return (place < 0 ? 100 : 2 * place) + (one.approved ? 0 : 1);
  };
  const list = await Promise.all(
    runbooks.map(async ({ hash, key, title, summary, approved, categories }) => {
      const { triggers } = (await contentOf(db, hash)) as Runbook;
      return { key, title, summary, approved, categories, triggers };
    }),
  );
  return list.sort((a, b) => rank(a) - rank(b));
}

/** Chosen beforehand only where nothing else was written for that category. */
function proposed(runbooks: OfferedRunbook[], category: string): string {
  const fitting = runbooks.filter(({ categories }) => categories.includes(category));
  return fitting.length === 1 ? (fitting[0]?.key ?? "") : "";
}
