/** What a notification says, and the page on which a device asks for them. */
export const pushWords = {
  exercise: "EXERCICE",
  title: (template: string, exercise: boolean) => {
    const what =
      template === "reminder"
        ? "Une alerte attend votre réponse"
        : template === "cell-call"
          ? "La cellule de crise vous attend"
          : "Vous avez une alerte";
    return exercise ? `EXERCICE · ${what}` : what;
  },
  body: (ref: string, title: string) => `${ref} · ${title}`.slice(0, 160),
  trialTitle: "Notification d’essai",
  trialBody: "Cet appareil recevra vos alertes.",
} as const;

export const pushPage = {
  title: "Notifications sur mes appareils",
  lead: "Quand une alerte vous est adressée par courriel, vos appareils peuvent aussi vous le dire aussitôt.",
  only: "La notification ne porte que la référence et le titre. Le courriel part toujours : c’est lui qui compte.",
  thisDevice: "Cet appareil",
  states: {
    looking: "Vérification de cet appareil…",
    on: "Les notifications sont activées sur cet appareil.",
    off: "Les notifications ne sont pas activées sur cet appareil.",
    denied:
      "Ce navigateur refuse les notifications de ce site : autorisez-les dans ses réglages, puis rechargez cette page.",
    unsupported:
      "Ce navigateur ne sait pas recevoir de notifications. Sur iPhone, ajoutez d’abord Tocsin à l’écran d’accueil.",
    failed:
      "L’activation n’a pas abouti : le service de notification du navigateur ne répond pas. Réessayez plus tard.",
  },
  activate: "Activer sur cet appareil",
  noScript: "L’activation demande JavaScript ; vos appareils déjà activés sont listés ci-dessous.",
  unavailable:
    "Les notifications sont hors service : la clé de la console ne peut plus être lue. Prévenez l’administrateur.",
  caption: "Appareils activés",
  columns: { device: "Appareil", since: "Activé le", used: "Dernière notification", action: "Action" },
  unknown: "Appareil inconnu",
  never: "Aucune",
  remove: "Retirer",
  removeFor: (device: string) => `Retirer ${device}`,
  trial: "Envoyer une notification d’essai",
  done: {
    subscribed: "Cet appareil est activé.",
    removed: "Cet appareil ne recevra plus de notifications.",
    sent: (count: number) =>
      count === 0
        ? "Aucun appareil n’a pu être joint : activez-le de nouveau."
        : `Notification d’essai envoyée à ${count} appareil${count > 1 ? "s" : ""}.`,
    invalid: "Ce navigateur n’a pas donné de quoi l’atteindre : réessayez.",
  },
  empty: {
    title: "Aucun appareil activé",
    text: "Ouvrez cette page sur le téléphone qui vous réveillera, et activez-le.",
  },
  link: "Notifications sur mes appareils",
} as const;
