import { gather } from "#app/engine/gather.ts";
import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import type { Answer } from "#app/engine/outbox/outcome.ts";
import { smsReasons as say } from "#app/messages/channel/http.ts";
import { channelReasons } from "#app/messages/channel.ts";
import { smsParts } from "#app/platform/channels/sms-text.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { smsText } from "../../messages/sms-text.ts";
import { fill, readAddress } from "../../settings.ts";
import type { Tools } from "../connector.ts";
import { callbackUrl } from "../http/callback-url.ts";
import { httpClient } from "../http/client.ts";
import type { HttpSecret } from "../http/settings.ts";
import { testRequest } from "../http/test-request.ts";
import { trustedIds } from "../http/trusted-id.ts";
import type { OpenChannel } from "../open-channel.ts";
import { charge, monthOf, refund } from "./budget.ts";
import { amountOf, type SmsSettings, tableOf } from "./settings.ts";

const refuse = (reason: string): Answer => ({ ok: false, permanent: true, reason });

/** A gateway: one request a school and profile; what it costs is reserved before it is asked. */
export function smsChannel(settings: SmsSettings, secret: HttpSecret, tools: Tools): OpenChannel {
  const { sql, channel, env, circuit, timeoutMs } = tools;
  const client = httpClient(settings, {
    inside: env.TOCSIN_INSIDE_ALLOWED ?? [],
    ...(circuit && { circuit }),
    ...(timeoutMs && { timeoutMs }),
  });
  const trusted = trustedIds(sql, { channel: channel.key, dispositif: channel.dispositif });
  const peopleOf = gather((asked: Counted[]) => headcounts(sql, asked));
  const table = tableOf(settings.table);
  const ceilings = { perMessage: amountOf(settings.perMessage), perMonth: amountOf(settings.perMonth) };
  const price = amountOf(settings.price) ?? 0;
  const fixed = {
    secret: secret.secret,
    expediteur: settings.sender,
    retour: callbackUrl(env.publicUrl, channel.id),
  };

  /** @returns numbers or a list, and how many people they are; null: nobody has counted them. */
  async function recipients(delivery: Claimed): Promise<{ to: string[]; people: number | null } | null> {
    const address = readAddress(delivery.address);
    if (!address) return null;
    const listed = table.get(`${address.uai}/${address.profile}`);
    const numbers = listed?.every((one) => /^\+?[\d .]{6,20}$/.test(one));
    if (listed && numbers) return { to: listed, people: listed.length };
    const school = { uai: address.uai, etablissement: delivery.organisation_name };
    const list = fill(settings.to, { ...school, profil: settings.words[address.profile] });
    if (!listed && !list) return null;
    return { to: listed ?? [list], people: await peopleOf({ id: delivery.id, profile: address.profile }) };
  }

  /** Reserves the cost; a sentence says what to do where it may not be spent. */
  async function pay(delivery: Claimed, notice: Notice, people: number | null, parts: number) {
    const limited = ceilings.perMessage !== null || ceilings.perMonth !== null;
    if (people === null) return limited ? say.unknownCount : null;
    const month = monthOf(new Date());
    const one = { channel: channel.id, delivery: delivery.id, notice: notice.id, month };
    const paid = await charge(sql, { ...one, amount: people * parts * price }, ceilings);
    if (paid === "over-message") return say.overMessage(ceilings.perMessage ?? 0);
    return paid === "over-month" ? say.overMonth(ceilings.perMonth ?? 0, month) : null;
  }

  return {
    concurrency: 4,
    async prepare(delivery, notice) {
      const text = smsText(notice);
      if (text === null) return refuse(channelReasons.template);
      const { parts, odd } = smsParts(text);
      if (parts === 0) return refuse(say.empty);
      const most = Number(settings.mostParts);
      if (parts > most) return refuse(say.parts(parts, most, odd, withoutOdd(text, odd)));
      const found = await recipients(delivery);
      if (!found) return refuse(say.noNumber);
      const address = readAddress(delivery.address);
      const request = client.prepare({
        ...fixed,
        cle: delivery.round > 0 ? `${delivery.id}-${delivery.round}` : delivery.id,
        destinataire: found.to.join(","),
        destinataires: found.to,
        ...{ objet: "", texte: text, html: "" },
        ...{ uai: address?.uai ?? "", etablissement: delivery.organisation_name },
        profil: address ? settings.words[address.profile] : "",
      });
      return {
        async send() {
          const problem = await pay(delivery, notice, found.people, parts);
          if (problem) return refuse(problem);
          const answer = await client.send(request);
          // An answer lost may be a message that left: what it would cost stays counted.
          if (!answer.ok && answer.permanent && !/peut-être parti/.test(answer.reason))
            await refund(sql, delivery.id, notice.id);
          const reach = found.people !== null && { reach: { reached: found.people } };
          return trusted(delivery, answer.ok ? { ...answer, ...reach } : answer);
        },
      };
    },
    status: (identifiant) => client.statusOf({ ...fixed, identifiant }),
    test: (school) =>
      testRequest(client, settings, Boolean(secret.secret), {
        ...fixed,
        ...{ ...school, profil: settings.words.families, objet: "", html: "", cle: "essai", texte: "Essai" },
        ...{ destinataire: "+33600000000", destinataires: ["+33600000000"] },
      }),
    close: async () => {},
  };
}

/** How many SMS the text would be without what forces UCS-2. */
function withoutOdd(text: string, odd: readonly string[]): number {
  let plain = text;
  for (const one of odd) plain = plain.replaceAll(one, /\p{L}/u.test(one) ? "e" : "");
  return smsParts(plain).parts;
}

type Counted = { id: string; profile: string };
/** People of a school and profile, for several deliveries; null: nobody has counted them. */
async function headcounts(sql: Sql, asked: Counted[]): Promise<(number | null)[]> {
  const rows = await sql.query<{ id: string; people: number }>(
    `select d.id, h.people from jsonb_to_recordset($1::jsonb) e(id uuid, profile text) join delivery d on d.id = e.id
       join headcount h on h.organisation_id = d.organisation_id and h.profile = e.profile`,
    [JSON.stringify(asked)],
    true,
  );
  const people = new Map(rows.map((row) => [row.id, row.people]));
  return asked.map(({ id }) => people.get(id) ?? null);
}
