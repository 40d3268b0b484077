import type { DossierFile } from "./contents.ts";

/** How to check the evidence without this program, for whoever opens it years later. */
export const readme = ({ ref, title, exportedAt }: DossierFile) => `Dossier de preuve ${ref} : ${title}
Exporté le ${exportedAt} (temps universel).

POUR VÉRIFIER
Ouvrez verifier.html dans un navigateur. Rien n’est envoyé sur le réseau. La page contrôle les fichiers qu’elle
contient ; déposez-y les fichiers de ce dossier pour contrôler ceux-ci. Avec Tocsin : npm run verify -- --export FICHIER.

CE QUE CONTIENT LE DOSSIER
dossier.json     le dossier, sa convention, la liste des pièces jointes. « revision » et « head » disent où finit le
                 journal ; le reste est un résumé pour la lecture, c’est le journal qui fait foi.
journal.jsonl    une entrée par ligne : « payload » tel qu’il est conservé, « hash » = SHA-256 de payload (UTF-8).
                 Chaque payload contient « prevHash », le hash de l’entrée précédente (64 zéros pour la première).
deliveries.json  le relevé de chaque envoi. Sa racine (« root »), scellée au journal par l’entrée alerts.sent, est
                 l’arbre de Merkle (RFC 6962, SHA-256) des lignes, chacune en JSON canonique (RFC 8785), par id.
seals.json       les sceaux : racine de Merkle de la racine précédente puis des feuilles « dossier numéro hash ».
                 « token », s’il existe, est l’horodatage (RFC 3161) de la racine, en base 64.
refusals.json    les événements refusés : qui, quoi, quand, par quelle règle. En ajout seul, à côté du journal.
procedure.md     pour une crise, la procédure suivie ; son SHA-256 est dans la première entrée du journal.
attachments/     les pièces jointes, nommées par leur SHA-256

Pour contrôler une entrée à la main : copiez son payload sans guillemets ni échappements dans un fichier, puis sha256sum.
Une correction est toujours une entrée nouvelle : aucune n’est réécrite. La version PDF viendra plus tard.
`;
