import canonicalize from "canonicalize";
import { heldMeetings } from "#app/engine/asked/held-meetings.ts";
import { conventionOf } from "#app/engine/dossier.ts";
import { sha256 } from "#app/engine/journal/entry.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";
import type { FederationDecision, MemberContext } from "#machines/federation-member/v1/context.ts";
import { type MemberPersonEvent, memberRights } from "#machines/federation-member/v1/events.ts";
import { federationOf, offered } from "#machines/federation-member/v1/federation.ts";
import { federationMemberV1 } from "#machines/federation-member/v1/machine.ts";
import { dueOf } from "#machines/federation-member/v1/time.ts";

type Row = {
  id: string;
  ref: string;
  state: string;
  revision: number;
  context: MemberContext;
  dispositif: { key: string; name: string };
  convention: string;
  dispositifId: string;
};

/** What a decision was taken on, as one SHA-256 of its canonical JSON (RFC 8785). */
export const decisionHash = (decision: FederationDecision) => sha256(canonicalize(decision) ?? "");

/** The page of one member: its agreement, its commitments with what proves them, its decisions, what the reader may do. */
export async function memberPage(sql: Sql, caller: Caller, ref: string, now: Date) {
  if (!/^FED-\d{4}-\d{3,}$/.test(ref)) return null;
  const [row] = await sql.query<Row>(
    `select d.id, d.ref, d.state, d.revision, d.context, d.convention_id "convention", d.dispositif_id "dispositifId",
            json_build_object('key', p.key, 'name', p.name) dispositif
       from dossier d join dispositif p on p.id = d.dispositif_id where d.kind = 'federation-member' and d.ref = $1`,
    [ref],
  );
  if (!row || !(await mayOnDossier(sql, caller.tenures, "dossier.read", row.id))) return null;
  const { context, state } = row;
  const convention = await conventionOf(sql, row.convention);
  const federation = federationOf(convention);
  const can = await ableTo(sql, caller, row);
  const inside = state === "member" || state === "leaving";
  const journal = (await mayOnDossier(sql, caller.tenures, "journal.read", row.id))
    ? await sql.query<{ seq: number; type: string; payload: string }>(
        "select seq, type, payload from journal_entry where dossier_id = $1 order by seq desc limit 30",
        [row.id],
      )
    : [];
  return {
    ...{ id: row.id, ref: row.ref, state, revision: row.revision, dispositif: row.dispositif, context },
    convention: { key: convention.key, title: convention.title },
    federation,
    commitments: context.commitments.map((one) => {
      const dueAt = inside ? dueOf(one, context, federation.checks) : null;
      return { ...one, dueAt, late: Boolean(dueAt && dueAt <= now.toISOString()) };
    }),
    offered: offered(convention, context.roles),
    decisions: context.decisions.map((one, n) => ({
      ...one,
      hash: decisionHash(one),
      signed: context.signed[n] ?? null,
    })),
    can,
    /** Where a decision may have been taken, for whoever may take one. */
    meetings: can.some((type) => memberRights[type] === "federation.decide")
      ? await heldMeetings(sql, caller.tenures, row.dispositifId)
      : [],
    journal: journal.map(({ seq, type, payload }) => {
      const { at, actor } = JSON.parse(payload) as { at: string; actor: { name: string } };
      return { seq, type, at, by: actor.name };
    }),
  };
}
export type MemberPage = NonNullable<Awaited<ReturnType<typeof memberPage>>>;

/** Events that this person may send it now. Whose people decide is the convention's own rule, told when they try. */
async function ableTo(
  sql: Sql,
  { tenures }: Caller,
  { id, state, context }: Row,
): Promise<MemberPersonEvent[]> {
  const accepted = federationMemberV1.accepts({ state, context }) as MemberPersonEvent[];
  const rights = new Map<string, boolean>();
  for (const right of new Set(accepted.map((type) => memberRights[type])))
    rights.set(right, await mayOnDossier(sql, tenures, right as Right, id));
  return accepted.filter((type) => rights.get(memberRights[type]));
}
