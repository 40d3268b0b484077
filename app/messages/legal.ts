/** Accessibility statement and personal-data notice: headings and paragraphs. */
type Section = { title: string; paragraphs: readonly string[] };

export const accessibility = {
  title: "Accessibilité : partiellement conforme",
  lead: "Tocsin doit pouvoir servir à toute personne, au clavier, avec un lecteur d’écran, sur un téléphone et sans souris.",
  sections: [
    {
      title: "État de conformité",
      paragraphs: [
        "La console n’a pas encore fait l’objet d’un audit complet au regard du RGAA 4.1. Elle est déclarée partiellement conforme dans l’attente de cet audit.",
        "Chaque page est contrôlée automatiquement (axe) à chaque changement du logiciel ; un contrôle automatique ne voit qu’une partie des défauts.",
      ],
    },
    {
      title: "Ce qui est prévu pour vous",
      paragraphs: [
        "Liens d’évitement, ordre de lecture logique, intitulés complets, contrastes du Système de design de l’État, thème sombre, texte agrandi jusqu’à 200 % sans perte.",
        "Les raccourcis d’une touche se listent avec « ? » et se désactivent dans la même fenêtre.",
        "L’accusé de réception d’une alerte fonctionne sans JavaScript et tient sur une page imprimée.",
      ],
    },
    {
      title: "Signaler un défaut",
      paragraphs: [
        "Écrivez à la personne qui administre la console dans votre organisation : dites la page, ce que vous vouliez faire et ce qui vous en a empêché.",
        "Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits.",
      ],
    },
  ] satisfies Section[],
};

export const privacy = {
  title: "Données personnelles",
  lead: (operator: string) =>
    `La console est mise en œuvre par : ${operator}. Elle ne traite que ce qu’il faut pour alerter les bonnes personnes et prouver qu’elles l’ont été.`,
  sections: [
    {
      title: "Ce que la console connaît de vous",
      paragraphs: [
        "Votre nom, votre adresse électronique et votre téléphone professionnels, vos fonctions et votre organisation, tels que les donne l’annuaire académique ou votre collectivité.",
        "Les alertes qui vous ont été envoyées, leur remise, et l’heure à laquelle vous en avez accusé réception.",
        "Vos actions dans la console, avec leur heure : elles entrent dans un journal qui ne peut pas être modifié.",
      ],
    },
    {
      title: "Pourquoi, et sur quel fondement",
      paragraphs: [
        "Mission d’intérêt public : traiter les incidents de sécurité des espaces numériques de travail comme les conventions l’organisent (RGPD, article 6, 1, e).",
        "Obligation légale, pour la notification des violations de données (RGPD, articles 33 et 34).",
      ],
    },
    {
      title: "Combien de temps",
      paragraphs: [
        "Les sessions de connexion : 12 heures, et leur trace 30 jours. Les liens de connexion : 15 minutes.",
        "Les dossiers d’incident et leur journal : la durée que fixe la convention applicable, puis l’archivage de l’organisation responsable.",
      ],
    },
    {
      title: "Cookies",
      paragraphs: [
        "Un seul cookie, celui de votre session ; il est indispensable et n’appelle pas de consentement. Aucune mesure d’audience, aucun service tiers.",
      ],
    },
    {
      title: "Vos droits",
      paragraphs: [
        "Vous pouvez demander l’accès à vos données, leur rectification, la limitation de leur traitement, ou vous y opposer, auprès de la déléguée ou du délégué à la protection des données de votre académie ou de votre collectivité, puis de la CNIL.",
        "Les entrées du journal ne sont ni effacées ni réécrites : une erreur se corrige par une entrée nouvelle.",
      ],
    },
  ] satisfies Section[],
};
