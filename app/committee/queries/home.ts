import { committeeHome as words } from "#app/messages/committee-home.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { WaitingLine } from "#app/ui/list/waiting-line.ts";
import { dossierPath } from "#app/ui/paths.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import { isChair, seatOf } from "#machines/meeting/v1/who.ts";
import { seatedSql } from "./seated-sql.ts";

type Row = { ref: string; title: string; state: string; context: MeetingContext };

/** Meetings to come where the caller sits, consultations to answer, minutes to validate: the soonest twenty. */
export async function meetingsOnHome(sql: Sql, caller: Caller, now: Date): Promise<WaitingLine[]> {
  const rows = await sql.query<Row>(
    `select d.ref, d.title, d.state, d.context from dossier d
      where d.kind = 'meeting' and d.state in ('convened', 'held', 'consulting', 'drafted') and ${seatedSql("$1")}
        and (d.state <> 'convened' or (d.context->>'endsAt')::timestamptz > $2::timestamptz)
      order by d.context->>'at' limit 20`,
    [caller.person.id, now.toISOString()],
  );
  return rows.flatMap((row) => lineOf(row, caller.person.id) ?? []);
}

function lineOf({ ref, title, state, context }: Row, person: string): WaitingLine | null {
  const asked = askedOf(state, context, person);
  return (
    asked && {
      ...{ key: `${ref} ${state}`, ref, title, exercise: false, reason: null },
      ...asked,
      to: dossierPath({ kind: "meeting", ref }),
    }
  );
}

/** What this meeting asks of this person, and by when. */
function askedOf(state: string, context: MeetingContext, person: string) {
  const { buttons } = words;
  const seat = seatOf(context, person)?.seat;
  if (state === "convened") return { what: words.meeting, dueAt: context.at, button: buttons.meeting };
  if (state === "held") return { what: words.open, dueAt: context.at, button: buttons.open };
  if (state === "drafted" && isChair(context, person)) {
    const left = context.items.some((item) => item.state === "open");
    return { what: left ? words.proclaim : words.validate, dueAt: null, button: buttons.validate };
  }
  if (state !== "consulting" || !seat) return null;
  const left = context.items.filter(
    (item) => ![...item.votes, ...item.conflicts].some((one) => one.seat === seat),
  ).length;
  const dueAt = context.consultation?.closesAt ?? null;
  return left > 0 ? { what: words.answer(left), dueAt, button: buttons.answer } : null;
}
