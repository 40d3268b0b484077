/** Why a message is held, as the lock writes it (machines/lock): which case, which article, in one sentence. */
export type Because = { dossier?: string; ref?: string; rule: string; article: string; sentence: string };

const RULE = "TOCSIN-VERROU";
const ARTICLE = "choix de la console";

/** Reasons that no case gives: the gate is shut unless something says that it is open. */
export const gateWords = {
  noLock: {
    rule: RULE,
    article: ARTICLE,
    sentence: "Verrou absent : sans état connu du verrou, aucun message ne part vers la communauté.",
  },
  notOpen: {
    rule: RULE,
    article: ARTICLE,
    sentence: "Ce canal n’est pas ouvert, ou son ouverture a pris fin.",
  },
} satisfies Record<string, Because>;
