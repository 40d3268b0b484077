import type { MessageTemplate } from "#machines/effects.ts";

/** What mails to professionals about a message to the community say. */
export const communicationMail = {
  /** In the subject, after the name of the console. */
  kind: {
    "message-approval": "Votre approbation",
    "message-decision": "Votre décision",
    "message-news": "Votre message",
  } satisfies Record<MessageTemplate, string>,
  press: {
    "message-approval": "Lire et répondre dans la console",
    "message-decision": "Accepter ou refuser dans la console",
    "message-news": "Ouvrir le message dans la console",
  } satisfies Record<MessageTemplate, string>,
  titles: {
    message: "Le message",
    expected: "Ce qui est attendu de vous",
    said: "Ce qui vous est dit",
  },
  carried: (process: string, carrier: string, ref: string, dispositif: string) =>
    `Communication ${process.toLocaleLowerCase("fr")} portée par ${carrier} · ${ref}, ${dispositif}`,
  /** Under the button. */
  signIn: "La console vous demandera de vous connecter.",
} as const;
