import { httpErrors as errors, smsReasons as reasons, smsForm as words } from "#app/messages/channel/http.ts";
import type { Connector, Field } from "../connector.ts";
import { answerFields, httpProposed, requestFields, statusFields } from "../http/fields.ts";
import { boundTo, checkBody, type HttpSecret, httpSecret } from "../http/settings.ts";
import { wordFields, wordValues } from "../word-fields.ts";
import { monthOf, spentIn } from "./budget.ts";
import { smsChannel } from "./channel.ts";
import { amountOf, type SmsSettings, smsSettings, smsWords } from "./settings.ts";

const { recipients, costs } = words;
const own: readonly Field[] = [
  { name: "to", kind: "text", label: words.to, hint: words.toHint, group: recipients },
  { name: "table", kind: "area", label: words.table, hint: words.tableHint, most: 60_000, group: recipients },
  { name: "sender", kind: "text", label: words.sender, most: 30, group: recipients },
  { name: "price", kind: "number", label: words.price, hint: words.priceHint, required: true, group: costs },
  {
    name: "mostParts",
    kind: "number",
    label: words.mostParts,
    hint: words.mostPartsHint,
    required: true,
    group: costs,
  },
  { name: "perMessage", kind: "number", label: words.perMessage, hint: words.ceilingHint, group: costs },
  { name: "perMonth", kind: "number", label: words.perMonth, hint: words.ceilingHint, group: costs },
];

/** SMS through a gateway whose request is described in configuration. */
export const smsConnector: Connector<SmsSettings, HttpSecret> = {
  key: "sms-http",
  serves: ["sms"],
  name: words.name,
  about: words.about,
  fields: [...requestFields, ...own, ...wordFields, ...answerFields, ...statusFields],
  settings: smsSettings,
  proposed: { ...httpProposed, to: "{profil}-{uai}", mostParts: "4", ...wordValues(smsWords) },
  secret: { schema: httpSecret, boundTo },
  check: (settings) => [
    ...checkBody(settings),
    ...(settings.to || settings.table ? [] : [{ path: "to", message: errors.to }]),
  ],
  knows: ["accepted", "delivered", "failed"],
  ratePerMinute: 600,
  spent: async (sql, channel, { perMonth }, now) =>
    reasons.spent(await spentIn(sql, channel, monthOf(now)), amountOf(perMonth)),
  open: smsChannel,
};
