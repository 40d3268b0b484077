import { claimedBy } from "#app/engine/asked/claimed.ts";
import { conventionOf } from "#app/engine/dossier.ts";
import { type RequestAct, requestActs } from "#app/messages/whitelist-act.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type Right, reachOf } from "#app/platform/permissions.ts";
import type { Convention } from "#conventions/schema.ts";
import type { FoundClaim } from "#machines/step.ts";
import { chart } from "#machines/whitelist-request/v1/chart.ts";
import { claimsOf } from "#machines/whitelist-request/v1/claims.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import { requestPersonEvents, requestRights } from "#machines/whitelist-request/v1/events.ts";
import { readForm } from "#machines/whitelist-request/v1/form.ts";

export type RequestRow = {
  id: string;
  ref: string;
  state: string;
  revision: number;
  title: string;
  openedAt: Date;
  context: RequestContext;
  conventionId: string;
  dispositifId: string;
  dispositif: { key: string; name: string };
};
/** A request that the caller may read, with what they may do to it; stays on the server. */
export type OpenedRequest = RequestRow & {
  convention: Convention;
  can: RequestAct[];
  may: { journal: boolean; form: boolean };
  /** Of a draft: the request of the same application that lives already, as far as the caller may know. */
  exists: FoundClaim | undefined;
};

const rightsAsked = [
  "whitelist.request",
  "whitelist.steer",
  "whitelist.instruct",
  "whitelist.decide",
  "whitelist.integrate",
  "note.added",
  "journal.read",
] as const;

/** Null when there is none of that reference that the caller may read. */
export async function openedRequest(
  db: Database,
  caller: Caller,
  ref: string,
): Promise<OpenedRequest | null> {
  const params: unknown[] = [ref.trim().toUpperCase()];
  const may = (right: Right) =>
    mayOnDossierSql(reachOf(caller.tenures, right), (value) => `$${params.push(value)}`);
  const [row] = await db.query<RequestRow & { rights: boolean[] }>(
    `select d.id, d.ref, d.state, d.revision, d.title, d.opened_at "openedAt", d.context, d.convention_id "conventionId", d.dispositif_id "dispositifId",
            json_build_object('key', s.key, 'name', s.name) dispositif,
            array[${rightsAsked.map((right) => may(right)).join(", ")}] rights
       from dossier d join dispositif s on s.id = d.dispositif_id
      where d.ref = $1 and d.kind = 'whitelist-request' and ${may("dossier.read")}`,
    params,
  );
  if (!row) return null;
  const { rights, ...request } = row;
  const held = new Set<string>(rightsAsked.filter((_, n) => rights[n]));
  const exists = await existing(db, caller, row);
  return {
    ...request,
    exists,
    convention: await conventionOf(db, row.conventionId),
    can: actsFor(request, held, caller.person.id).filter((type) => exists || type !== "request.joined"),
    may: {
      journal: held.has("journal.read"),
      form: held.has("whitelist.request") && ["draft", "waiting"].includes(row.state),
    },
  };
}

async function existing(db: Database, { tenures }: Caller, { id, state, context, dispositifId }: RequestRow) {
  const { form } = state === "draft" ? readForm(context.draft) : { form: null };
  return form ? claimedBy(db, dispositifId, { names: claimsOf(form), dossier: id, tenures }) : undefined;
}

/** What this person may do now: the state takes it, a right gives it, and it is theirs. */
function actsFor(
  { state, context }: Pick<RequestRow, "state" | "context">,
  held: Set<string>,
  person: string,
): RequestAct[] {
  const here = new Set<string>([
    ...(chart.states[state as "draft"]?.ownEvents ?? []),
    ...chart.root.ownEvents,
  ]);
  return (Object.keys(requestActs) as RequestAct[]).filter((type) => {
    if (
      !here.has(type) ||
      !Object.hasOwn(requestPersonEvents, type) ||
      !held.has(requestRights[type] ?? type)
    )
      return false;
    if (type === "opinion.given")
      return Object.entries(context.instructors).some(
        ([domain, one]) => one?.id === person && !context.opinions[domain as "security"],
      );
    if (type === "condition.met") return context.conditions.some((one) => !one.met);
    const opened = ["activated", "reopened"].includes(
      context.links.findLast(({ what }) => what !== "failed")?.what ?? "",
    );
    if (type === "link.closed") return opened;
    if (type === "link.reopened") return !opened;
    return true;
  });
}
