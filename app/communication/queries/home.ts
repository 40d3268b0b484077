import { conventionOf } from "#app/engine/dossier.ts";
import { messageActs } from "#app/messages/communication-act.ts";
import { messageHome as words } from "#app/messages/communication-home.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { WaitingLine } from "#app/ui/list/waiting-line.ts";
import { paths } from "#app/ui/paths.ts";
import { cited } from "./cited.ts";
import { mayReadSql } from "./read-sql.ts";
import { organisationsWith, type Waits, waitingSql } from "./waiting-sql.ts";

type Row = {
  ref: string;
  title: string;
  exercise: boolean;
  waits: Waits;
  conventionId: string;
  author: string;
  /** The reader's schools that have not decided. */
  schools: { id: string; name: string; dueAt: string; rule: string; article: string }[];
  clock: { dueAt: string | null; rule: string; article: string } | null;
};

/** Shown at most: the list of messages has the rest. */
const MOST = 20;

/** Messages that wait for the reader: temps 1, temps 2, approvals, adaptations to answer, reviews. */
export async function waitingOnHome(db: Database, caller: Caller): Promise<WaitingLine[]> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const waits = waitingSql(caller, add);
  const heads = add(organisationsWith(caller.tenures, "communication.decide"));
  const iso = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const rows = await db.query<Row>(
    `select d.ref, d.title, d.exercise, ${waits} waits, d.convention_id "conventionId",
       d.context->'author'->'place'->>'name' author,
       (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'dueAt', ${iso("q.due_at")},
          'rule', q.rule, 'article', q.article) order by o.name), '[]')
          from school_decision q join organisation o on o.id = q.organisation_id
         where q.dossier_id = d.id and q.state = 'pending' and q.organisation_id = any(${heads}::uuid[])) schools,
       (select json_build_object('dueAt', ${iso("x.due_at")}, 'rule', x.rule, 'article', x.article) from deadline x
         where x.dossier_id = d.id and x.shown and x.state = 'running' order by x.due_at nulls last limit 1) clock
      from dossier d where d.kind = 'communication' and ${waits} is not null and ${mayReadSql(caller, add)}
     order by d.opened_at desc limit ${MOST}`,
    params,
  );
  return Promise.all(
    rows.map(async ({ ref, title, exercise, waits, conventionId, author, schools, clock }) => {
      const convention = await conventionOf(db, conventionId);
      const [school] = schools;
      const rule = waits === "t2" && school ? school : clock;
      const one = waits === "t2" && schools.length === 1;
      return {
        key: `${ref} ${waits}`,
        ref,
        title: title || words.untitled,
        exercise,
        what:
          waits === "t2"
            ? words.t2(
                author,
                schools.map(({ name }) => name),
              )
            : words[waits](author),
        dueAt: (waits === "t2" ? school?.dueAt : waits === "review" ? null : clock?.dueAt) ?? null,
        reason: rule ? cited(convention, rule) : null,
        to:
          waits === "review"
            ? `${paths.messages}/${ref}/agir/${messageActs["review.recorded"].slug}`
            : `${paths.messages}/${ref}`,
        button: one ? words.decide : words.buttons[waits],
      };
    }),
  );
}
