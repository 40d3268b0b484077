import { z } from "zod";
import { httpForm as words } from "#app/messages/channel/http.ts";
import { channelReasons } from "#app/messages/channel.ts";
import { renderCommunity } from "../../messages/render-community.ts";
import { fill, line, readAddress } from "../../settings.ts";
import type { Connector } from "../connector.ts";
import { wordFields, wordSettings, wordValues } from "../word-fields.ts";
import { callbackUrl } from "./callback-url.ts";
import { httpClient } from "./client.ts";
import { answerFields, httpProposed, requestFields, statusFields } from "./fields.ts";
import { boundTo, checkBody, type HttpSecret, httpSecret, httpShape } from "./settings.ts";
import { testRequest } from "./test-request.ts";
import { trustedIds } from "./trusted-id.ts";

const profileWords = { families: "Parents", pupils: "Élèves", teachers: "Enseignants", staff: "Personnels" };
const genericSettings = z.object({
  ...httpShape,
  /** Whom a school and profile is at the service. */
  to: line(200).default("{profil}-{uai}"),
  words: wordSettings(profileWords),
});
export type GenericSettings = z.output<typeof genericSettings>;

/** A service without a connector of its own: the request and its answer are described by whoever knows it. */
export const httpConnector: Connector<GenericSettings, HttpSecret> = {
  key: "http",
  serves: ["ent-messaging", "third-party:*"],
  name: words.name,
  about: words.about,
  fields: [
    ...requestFields,
    { name: "to", kind: "text", label: words.to, hint: words.toHint, required: true },
    ...wordFields,
    ...answerFields,
    ...statusFields,
  ],
  settings: genericSettings,
  proposed: { ...httpProposed, to: "{profil}-{uai}", ...wordValues(profileWords) },
  secret: { schema: httpSecret, boundTo },
  check: checkBody,
  knows: ["accepted", "delivered", "read", "failed"],
  ratePerMinute: null,
  open(settings, secret, { circuit, timeoutMs, sql, channel, env }) {
    const client = httpClient(settings, {
      inside: env.TOCSIN_INSIDE_ALLOWED ?? [],
      ...(circuit && { circuit }),
      ...(timeoutMs && { timeoutMs }),
    });
    const trusted = trustedIds(sql, { channel: channel.key, dispositif: channel.dispositif });
    const valuesOf = (school: { etablissement: string; uai: string }, profile: keyof typeof profileWords) => {
      const profil = settings.words[profile];
      return {
        ...school,
        profil,
        destinataire: fill(settings.to, { ...school, profil }),
        secret: secret.secret,
        retour: callbackUrl(env.publicUrl, channel.id),
      };
    };
    return {
      concurrency: 4,
      async prepare(delivery, notice) {
        const content = renderCommunity(notice);
        const to = readAddress(delivery.address);
        if (!content || !to)
          return {
            ok: false,
            permanent: true,
            reason: content ? channelReasons.address : channelReasons.template,
          };
        const values = valuesOf({ etablissement: delivery.organisation_name, uai: to.uai }, to.profile);
        const cle = delivery.round > 0 ? `${delivery.id}-${delivery.round}` : delivery.id;
        const request = client.prepare({
          ...values,
          cle,
          destinataires: [values.destinataire],
          ...{ objet: content.subject, texte: content.text, html: content.inner },
        });
        return { send: async () => trusted(delivery, await client.send(request)) };
      },
      status: (identifiant) => client.statusOf({ secret: secret.secret, identifiant }),
      test: (school) =>
        testRequest(client, settings, Boolean(secret.secret), {
          ...valuesOf(school, "families"),
          ...{ destinataires: ["-"], cle: "essai", objet: "Essai", texte: "Essai", html: "<p>Essai</p>" },
        }),
      close: async () => {},
    };
  },
};
