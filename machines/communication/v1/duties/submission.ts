import { partyKindLabels } from "#conventions/labels.ts";
import type { PartyKind } from "#conventions/schema.ts";
import { actingKinds } from "../../../parties.ts";
import type { Duty } from "../duties.ts";
import { processLabels } from "../labels.ts";
import { choice, refuse } from "../refuse.ts";
import { requireComplete } from "../required.ts";
import { foundOf } from "../rules.ts";
import { requireFiles, requirePlainText, requireShortSms } from "./content.ts";

const kindNames = (kinds: readonly PartyKind[]) =>
  kinds.map((kind) => partyKindLabels[kind].toLocaleLowerCase("fr")).join(", ");

/** Which kinds of party may carry such a message; a head of school speaks for that school alone (MBN-5). */
export const carrier: Duty = ({ facts, scope, author }, { rules, world }) => {
  const { process } = rules;
  const kinds = actingKinds(author.place.kind, world.convention);
  if (!process.by.some((kind) => kinds.includes(kind)))
    refuse({
      rule: process.rule,
      article: process.article,
      because: `Un message « ${processLabels[facts.process].toLocaleLowerCase("fr")} » est porté par : ${kindNames(process.by)}.`,
    });
  const school = author.place.kind === "etablissement" || author.place.kind === "ecole";
  const own = scope.perimeter === "school" && scope.place === author.place.id;
  if (school && !own && facts.process !== "crise")
    refuse({
      rule: process.t2?.rule ?? choice.rule,
      article: process.t2?.article ?? choice.article,
      because: "Un chef d’établissement écrit à la communauté de son établissement.",
      instead: ["communication.edited"],
    });
};

/**
 * What a message must be before anybody is asked: who carries it, what its article lists, someone to reach, texts and
 * files that may leave (MBN-5.3-C, MBN-5.3-U, MBN-5.3-K1).
 */
export const submit: Duty = (message, turn) => {
  carrier(message, turn);
  const { rules, happening } = turn;
  requireComplete(message.facts, rules, happening.at, message.author.place.timezone);
  if ((foundOf(happening).reach?.schools ?? 0) === 0)
    refuse({
      ...choice,
      because: "Aucun établissement ouvert n’est dans cette audience : ce message n’atteindrait personne.",
      instead: ["communication.edited"],
    });
  requirePlainText(message.facts);
  requireFiles(message.facts, foundOf(happening));
  requireShortSms(message.facts, foundOf(happening));
};
