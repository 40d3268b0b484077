import { channelWord, crisisAct } from "#app/messages/crisis-act.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type ActForm, given, mistakes } from "./act-page-field.ts";

const { field: words, wrong: said, nothingTo } = crisisAct;

/** Deliveries of one message that the lock holds, on one channel. */
export type Held = { notice: string; subject: string; ref: string; channel: string; count: number };

/** What is held in a dispositif, or in an exercise, and waits for a decision, whatever crisis wrote it. */
export const heldOf = (sql: Sql, dispositif: string, exercise: string | null): Promise<Held[]> =>
  sql.query<Held>(
    `select n.id notice, coalesce(n.facts->>'subject', d.ref) subject, d.ref, l.channel, count(*)::int count
       from delivery l join notice n on n.id = l.notice_id join dossier d on d.id = l.dossier_id
      where l.dispositif_id = $1 and l.audience = 'community' and l.state = 'held' and l.held->>'decision' is null
        and d.exercise_id is not distinct from $2::uuid
      group by n.id, n.facts->>'subject', d.ref, l.channel, n.created_at order by n.created_at, l.channel`,
    [dispositif, exercise],
  );

const total = (held: Held[]) => held.reduce((sum, one) => sum + one.count, 0);
const channelsOf = (held: Held[]) => [...new Set(held.map((one) => channelWord(one.channel)))].join(", ");

const decide: ActForm = {
  start: (_, search) => ({ notice: search.get("envoi") ?? "", choice: search.get("choix") ?? "" }),
  async fields({ db, page }) {
    const held = await heldOf(db, page.dispositif.id, page.exerciseId);
    if (held.length === 0) return [{ as: "told", text: nothingTo.held }];
    const notices = new Map(
      held.map((one) => [one.notice, held.filter(({ notice }) => notice === one.notice)]),
    );
    return [
      {
        as: "cards",
        name: "notice",
        legend: words.notice,
        choices: [
          { value: "all", label: words.allHeld, hint: words.heldCount(total(held), channelsOf(held)) },
          ...[...notices].map(([value, list]) => ({
            value,
            label: `${list[0]?.ref} · ${list[0]?.subject}`,
            hint: words.heldCount(total(list), channelsOf(list)),
          })),
        ],
      },
      {
        as: "cards",
        name: "choice",
        legend: words.choice,
        choices: Object.entries(words.choices).map(([value, choice]) => ({ value, ...choice })),
      },
      {
        as: "cards",
        name: "to",
        legend: words.to,
        hint: words.toHint,
        layout: "thirds",
        choices: (page.lock?.open ?? []).map(({ channel }) => ({
          value: channel,
          label: channelWord(channel),
        })),
      },
      { as: "text", name: "reason", label: words.reason, hint: words.reasonHint, rows: 3, required: true },
    ];
  },
  read(_, values) {
    const { errors, wrong } = mistakes();
    const { notice, choice, reason } = values;
    if (!notice) wrong("notice", said.notice);
    if (!choice) wrong("choice", said.choice);
    if (choice === "reroute" && !values.to) wrong("to", said.to);
    if (!reason) wrong("reason", said.text);
    return { data: { notice, choice, ...(choice === "reroute" && given(values, "to")), reason }, errors };
  },
};

export const heldForms = { "held.decided": decide } as const;
