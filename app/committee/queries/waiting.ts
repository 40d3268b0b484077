import { agendaWords as words } from "#app/messages/committee-agenda.ts";
import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reach } from "#app/platform/permissions.ts";
import { instancesFor } from "#conventions/instance.ts";
import { type Convention, communicationOf, type Matter } from "#conventions/schema.ts";
import { articleOf as homologationArticle } from "#machines/homologation/v1/article.ts";
import { articleOf as runbookArticle } from "#machines/runbook/v1/refusals.ts";
import { waitingSql } from "./waiting-sql.ts";

export type Cause = { text: string; rule: string; article: string };
/** Something that an instance has to look at. Times: ISO 8601, UTC. */
export type Waiting = {
  /** Stable: of what waits, however often it is read. */
  key: string;
  kind: Matter;
  title: string;
  dossier: { id: string; ref: string; machine: string };
  /** Of a part of the dossier: the action of a RETEX, the review of a homologation. */
  part: string | null;
  cause: Cause;
  since: string | null;
  dueAt: string | null;
  late: boolean;
  /** Keys of the instances that it waits for. */
  instances: string[];
  /** Of an exercise: its decision is in the minutes alone, nothing told reaches an exercise (DECISIONS 51). */
  exercise: boolean;
  /** A meeting that has it on its agenda already. */
  on: { ref: string; instance: string; at: string } | null;
};
type Row = {
  kind: Matter;
  id: string;
  ref: string;
  machine: string;
  title: string;
  since: string | null;
  due: string | null;
  part: string | null;
  told: {
    note?: string | null;
    instance?: string | null;
    count?: number;
    what?: string;
    reason?: string | null;
    opinions?: Record<string, { opinion: keyof typeof words.opinion }>;
    author?: string;
    rule?: string;
    article?: string;
    instances?: string[];
    said?: string[] | null;
    version?: number;
    owner?: string;
    ref?: string;
    exercise?: boolean;
  };
};
type OnAgenda = { dossier: string; item: string; ref: string; instance: string; at: string };

/**
 * What waits for the instances of a dispositif, the longest waiting first, as far as the reader may see it.
 * @param dispositif uuid.
 */
export async function whatWaits(
  sql: Sql,
  dispositif: string,
  convention: Convention,
  reach: Reach,
  now: Date,
): Promise<Waiting[]> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const text = waitingSql(mayOnDossierSql(reach, add), add(dispositif), add(now.toISOString()));
  const [rows, planned] = await Promise.all([
    sql.query<Row>(`select * from (${text}) w order by w.since nulls last, w.ref limit 500`, params),
    onAgendas(sql, dispositif),
  ]);
  return rows.map((row) => {
    const key = row.part && row.kind === "retex-action" ? row.part : `${row.kind}:${row.id}`;
    const on = planned.find((one) =>
      row.kind === "retex-action" ? one.item === row.part : one.dossier === row.id,
    );
    return {
      key,
      kind: row.kind,
      title: row.title,
      dossier: { id: row.id, ref: row.ref, machine: row.machine },
      part: row.part,
      cause: causeOf(row, convention, now),
      since: row.since,
      dueAt: row.due,
      exercise: row.told.exercise ?? false,
      late: Boolean(row.due && row.due < now.toISOString()),
      instances: instancesOf(row, convention),
      on: on ? { ref: on.ref, instance: on.instance, at: on.at } : null,
    };
  });
}

/** Points of meetings to come, by the dossier that they are about. */
const onAgendas = (sql: Sql, dispositif: string) =>
  sql.query<OnAgenda>(
    `select i->'dossier'->>'id' dossier, i->>'key' item, d.ref, d.context->'instance'->>'key' instance, d.context->>'at' "at"
       from dossier d cross join lateral jsonb_array_elements(d.context->'items') i
      where d.kind = 'meeting' and d.dispositif_id = $1 and d.state in ('planned', 'convened', 'held', 'consulting')
        and i->>'state' in ('waiting', 'open') order by d.context->>'at'`,
    [dispositif],
  );

/** The instance it was put to, else those that the convention, or the console's choice, gives it. */
function instancesOf({ kind, told }: Row, convention: Convention): string[] {
  const known = new Set(convention.instances.map(({ key }) => key));
  const usual = () => instancesFor(convention, kind).map(({ key }) => key);
  if (kind === "urgent-review")
    return (told.instances ?? []).filter((key) => known.has(key) && !told.said?.includes(key));
  if (kind === "homologation-decision" && told.instance)
    return known.has(told.instance) ? [told.instance] : usual();
  const board = convention.whitelist?.instance;
  return kind.startsWith("whitelist-") && board && known.has(board) ? [board] : usual();
}

function causeOf({ kind, told, due }: Row, convention: Convention, now: Date): Cause {
  const sentences: Record<Matter, () => string> = {
    "homologation-decision": () => words.submitted(told.note ?? null),
    "homologation-review": () => words.review(told.count ?? 1, told.what ?? ""),
    suspension: () => words.suspended(told.reason ?? ""),
    "whitelist-request": () =>
      words.requested(
        Object.values(told.opinions ?? {})
          .map(({ opinion }) => words.opinion[opinion])
          .join(", "),
      ),
    "whitelist-review": () => words.reviewDue,
    "whitelist-reinstatement": () => words.reinstatement(ended(told.reason ?? "")),
    "urgent-review": () => words.urgent(told.author ?? ""),
    attestation: () => (due && due < now.toISOString() ? words.attestationLapsed : words.attestation),
    runbook: () => words.runbook(told.version ?? 1),
    "retex-action": () => words.retex(told.owner ?? "", told.ref ?? ""),
  };
  return { text: sentences[kind](), ...citedFor(kind, told, convention) };
}

const ended = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** The article that puts it before an instance; where a text is silent, the choice of the console. */
function citedFor(kind: Matter, told: Row["told"], convention: Convention): Pick<Cause, "rule" | "article"> {
  if (kind === "urgent-review" && told.rule && told.article)
    return { rule: told.rule, article: told.article };
  if (kind.startsWith("whitelist-"))
    return convention.whitelist?.request ?? { rule: "CHOIX-LISTE", article: "choix de la console" };
  if (kind === "attestation") return communicationOf(convention).surete;
  if (kind === "runbook" || kind === "retex-action") return runbookArticle(convention);
  return homologationArticle(convention);
}
