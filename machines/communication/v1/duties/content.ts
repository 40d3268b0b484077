import type { Changes, Draft } from "../facts.ts";
import type { Found } from "../found.ts";
import { fieldLabels } from "../labels.ts";
import { choice, refuse } from "../refuse.ts";

const instead = ["communication.edited"];
/** SMS of the network that one message may take: beyond, phones cut it or charge it as several (CHOIX-COMMUNICATION). */
export const MOST_SMS_PARTS = 10;

const worded = ["title", "short", "long", "sms"] as const;
/** An HTML tag as people paste it: `<b>`, `</p>`, `<a href=…>`; neither « < 3 » nor `<https://…>` nor an address. */
const TAG = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>|<!--/i;

const capital = (words: string) => words.charAt(0).toLocaleUpperCase("fr") + words.slice(1);

/**
 * Texts are plain: readers would see the tags, and a channel that trusted them would run them.
 * @throws StepRefused naming the field and the first tag (CHOIX-COMMUNICATION)
 */
export function requirePlainText(texts: Pick<Changes, (typeof worded)[number]>): void {
  for (const field of worded) {
    const [tag] = TAG.exec(texts[field] ?? "") ?? [];
    if (tag)
      refuse({
        ...choice,
        because: `${capital(fieldLabels[field] ?? field)} contient du HTML (« ${tag.slice(0, 40)} ») : écrivez du texte simple.`,
        instead,
      });
  }
}

/**
 * Each file that the message names is one of its dossier: a hash of another dossier would carry what its author never
 * attached. @throws StepRefused
 */
export function requireFiles({ attachments }: Draft, { files = [] }: Found): void {
  const missing = attachments.filter((hash) => !files.some((file) => file.hash === hash));
  if (missing.length > 0)
    refuse({
      ...choice,
      because: `${missing.length > 1 ? `${missing.length} pièces jointes ne sont pas` : "Une pièce jointe n’est pas"} dans ce dossier (${missing.map((hash) => `${hash.slice(0, 12)}…`).join(", ")}) : ajoutez-la de nouveau.`,
      instead: ["attachment.added", ...instead],
    });
}

/**
 * An SMS that a phone takes whole: one character outside GSM-7 (an emoji) more than halves what a part holds.
 * @throws StepRefused saying how many parts, and which characters cost them
 */
export function requireShortSms({ channels }: Draft, { sms }: Found): void {
  if (!channels.includes("sms") || !sms || sms.parts <= MOST_SMS_PARTS) return;
  const odd = sms.odd.slice(0, 5).join(" ");
  refuse({
    ...choice,
    because: `Le texte du SMS en ferait ${sms.parts} (${sms.encoding}${odd && `, à cause de ${odd}`}) : ${MOST_SMS_PARTS} au plus.`,
    instead,
  });
}
