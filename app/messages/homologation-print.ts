/** What the printed dossier and the printed decision say. */
export const homologationPrint = {
  service: "Tocsin · registre des homologations",
  printed: (at: string) => `Imprimé le ${at}`,
  page: (n: number, of: number) => `page ${n} sur ${of}`,
  dossier: (name: string) => `Dossier d’homologation : ${name}`,
  decision: (name: string) => `Décision d’homologation : ${name}`,
  what: "Élément",
  value: "Contenu",
  hash: "Empreinte du dossier (SHA-256)",
  version: "Version",
  file: "Fichier ou lien, empreinte",
  member: "Membre",
  text: "Texte",
  conclusion: "Conclusion",
  seen: "Vu le décret n° 2010-112 du 2 février 2010, notamment son article 5 ; vu le référentiel général de sécurité, version 2.0 ;",
  onDossier: (ref: string, hash: string) =>
    `vu le dossier d’homologation ${ref}, d’empreinte SHA-256 ${hash} ;`,
  decides: (name: string, as: string) =>
    `${name}, ${as}, décide ce qui suit et accepte les risques qui restent après mesures.`,
  acceptedTitle: "Risques résiduels acceptés",
  noneAccepted: "Aucun risque élevé ne reste après mesures.",
  signature: "Signature de l’autorité d’homologation",
  place: "À ……………………………………, le ……………………………………",
  files: { dossier: (ref: string) => `dossier-${ref}`, decision: (ref: string) => `decision-${ref}` },
  readme: (ref: string, hash: string) =>
    `Dossier d'homologation ${ref}\n\ndossier.pdf : le dossier et sa décision.\npieces/ : chaque pièce déposée, sous son nom.\nempreintes.txt : la SHA-256 de chaque pièce (sha256sum -c empreintes.txt).\n\nEmpreinte du dossier figé (SHA-256 du JSON canonique, RFC 8785) : ${hash}\ndossier.json : ce que l'autorité a vu, dont cette empreinte est celle.\n`,
} as const;
