import { channelWord, crisisAct } from "#app/messages/crisis-act.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Choice } from "#app/ui/form/choice-cards.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import { type ActPage, zoneOf } from "./act-page.ts";
import { type ActForm, type Asked, mistakes } from "./act-page-field.ts";

const { field: words, wrong: said, nothingTo } = crisisAct;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const reason = {
  as: "text",
  name: "reason",
  label: words.reason,
  hint: words.reasonHint,
  rows: 3,
  required: true,
} as const;

/** Channels of the dispositif that have a connector, by which something can leave at all. */
export async function configured(sql: Sql, dispositif: string): Promise<Set<string>> {
  const rows = await sql.query<{ key: string }>(
    "select key from channel where dispositif_id = $1 and enabled",
    [dispositif],
  );
  return new Set(rows.map(({ key }) => key));
}

/** What is to be known of a channel before choosing it: what it costs, whether it is set up. */
export const channelHints = (channel: string, ready: ReadonlySet<string>) => [
  ...(channel === "sms" ? [words.smsCost] : []),
  ...(ready.has(channel) ? [] : [words.channelUnknown]),
];

const toOpen = ({ runbook, context }: ActPage) =>
  runbook.substitution.filter((channel) => !context.channels.some((one) => one.channel === channel));

const open: ActForm = {
  start: ({ page }, search) => ({ channel: toOpen(page).find((one) => one === search.get("canal")) ?? "" }),
  async fields({ db, page }: Asked) {
    const ready = await configured(db, page.dispositif.id);
    const choices: Choice[] = toOpen(page).map((channel) => {
      const hint = channelHints(channel, ready).join(" ");
      return { value: channel, label: capital(channelWord(channel)), ...(hint && { hint }) };
    });
    return [{ as: "cards", name: "channel", legend: words.whichChannel, choices }, reason];
  },
  read: (_, values) => read(values),
  nothing: (page) => (toOpen(page).length === 0 ? nothingTo.open : null),
};

function read({ channel, reason }: Record<string, string>) {
  const { errors, wrong } = mistakes();
  if (!channel) wrong("channel", said.channel);
  if (!reason) wrong("reason", said.text);
  return { data: { channel, reason }, errors };
}

const shut: ActForm = {
  start: ({ page: { context } }, search) => ({
    channel:
      context.channels.find((one) => one.channel === search.get("canal"))?.channel ??
      (context.channels.length === 1 ? (context.channels[0]?.channel ?? "") : ""),
  }),
  fields: ({ page }) => [
    {
      as: "cards",
      name: "channel",
      legend: words.whichChannel,
      choices: page.context.channels.map((one) => ({
        value: one.channel,
        label: capital(channelWord(one.channel)),
        hint: words.openedSince(formatDateTime(new Date(one.at), zoneOf(page)), one.reason),
      })),
    },
    reason,
  ],
  read: (_, values) => read(values),
  nothing: ({ context }) => (context.channels.length === 0 ? nothingTo.shut : null),
};

export const channelForms = { "channel.opened": open, "channel.shut": shut } as const;
