/** Pages of error: what happened, then what to do. */
export const errors = {
  home: "Revenir à l’accueil",
  back: "Revenir à la page précédente",
  signIn: "Se connecter",
  retry: "Réessayer",
  reference: (id: string) => `Référence à donner au support : ${id}`,
  pages: {
    401: {
      title: "Connexion nécessaire",
      detail: "Cette page est réservée aux personnes connectées.",
      next: "Connectez-vous : vous reviendrez ensuite à cette page.",
    },
    403: {
      title: "Accès refusé",
      detail: "Vos fonctions ne vous donnent pas accès à cette page ou à cette action.",
      next: "Si vous devriez y avoir accès, demandez à l’administrateur de la console de vérifier vos fonctions.",
    },
    404: {
      title: "Page introuvable",
      detail: "Cette adresse ne mène à rien, ou à un dossier que vos fonctions ne permettent pas de lire.",
      next: "Vérifiez l’adresse, ou cherchez le dossier par sa référence.",
    },
    409: {
      title: "La situation a changé entre-temps",
      detail: "Quelqu’un d’autre a agi sur ce dossier pendant que vous le lisiez. Rien n’a été fait.",
      next: "Revenez au dossier, lisez ce qui a changé, puis recommencez si c’est encore utile.",
    },
    410: {
      title: "Ce lien ne sert plus",
      detail: "Il a déjà été utilisé, ou sa durée est passée.",
      next: "Demandez-en un autre.",
    },
    429: {
      title: "Trop d’essais",
      detail: "Trop de demandes sont venues de votre réseau en peu de temps.",
      next: "Attendez un quart d’heure, puis recommencez.",
    },
    500: {
      title: "La console n’a pas pu répondre",
      detail: "L’erreur vient de la console, pas de vous. Elle a été notée.",
      next: "Réessayez dans un instant. S’il y a urgence, suivez la procédure papier de votre convention.",
    },
  },
  plain: {
    403: {
      title: "Demande refusée",
      detail: "Cette action a été envoyée depuis un autre site que la console. Rien n’a été fait.",
      next: "Ouvrez la console dans un nouvel onglet et recommencez depuis sa page.",
    },
    404: {
      title: "Adresse illisible",
      detail: "Cette adresse contient un caractère mal écrit.",
      next: "Vérifiez le lien que vous avez suivi.",
    },
    411: {
      title: "Envoi sans longueur",
      detail: "La demande ne dit pas sa taille (en-tête Content-Length).",
      next: "Envoyez-la avec sa taille.",
    },
    413: {
      title: "Envoi trop lourd",
      detail: "Une pièce jointe peut peser 20 Mo au plus. Rien n’a été enregistré.",
      next: "Revenez en arrière, allégez ou retirez la pièce jointe, puis renvoyez.",
    },
    429: {
      title: "Trop d’essais",
      detail: "Trop de demandes sont venues de votre réseau en peu de temps.",
      next: "Attendez un quart d’heure, puis recommencez.",
    },
    500: {
      title: "La console n’a pas pu répondre",
      detail: "L’erreur vient de la console, pas de vous. Elle a été notée.",
      next: "Réessayez dans un instant. S’il y a urgence, suivez la procédure papier de votre convention.",
    },
    503: {
      title: "La console s’arrête",
      detail: "Elle redémarre dans un instant.",
      next: "Réessayez dans une minute.",
    },
  },
} as const;
