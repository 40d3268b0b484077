/** Given names and surnames to invent people from; whoever bears one of the pairs is not meant. */
const GIVEN =
  "Agathe Adrien Aïcha Alban Anaïs Aurèle Bérénice Basile Camille Cédric Clémence Corentin Dalila Damien Éléonore Élias Fanny Fabrice Garance Gaël Hortense Hakim Inès Isidore Jeanne Joris Karima Kévin Léonie Ludovic Maëlle Mathurin Nadia Noël Odile Octave Pauline Placide Raphaëlle Rémi Salomé Sylvain Thaïs Théophile Ursule Valentin Yasmine Zacharie".split(
    " ",
  );
const FAMILY =
  "Aubépin Bellerive Boisjoli Bruyère Chantelune Clairbois Cornouiller Coudrier Desprairies Doucemont Églantier Ferréol Fontclaire Genévrier Grandval Hautbois Hérisson Houblon Jonquille Lavandier Lecèdre Libellule Marronnier Méandre Merisier Montbrun Myrtille Noisetier Ormeaux Passereau Peuplier Pinsonnet Primevère Roitelet Rossignol Ruisseau Sauvageon Sorbier Tilleul Tournesol Troène Valombre Verdier Vigneron Violette".split(
    " ",
  );
export const SCHOOLS =
  "des Alouettes,du Belvédère,des Cerisiers,de la Clairière,des Coquelicots,de l’Étang bleu,des Fougères,du Grand Chêne,des Hirondelles,du Lavoir,des Marronniers,du Moulin,des Mésanges,de l’Orangerie,des Peupliers,du Petit Bois,de la Prairie,des Quatre Vents,de la Source,des Tilleuls,du Verger,des Violettes".split(
    ",",
  );

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, "-");

/** The n-th invented person: the same n gives the same one, neighbours have different names. */
export function invented(n: number, domain: string) {
  const givenName = GIVEN[(n * 7) % GIVEN.length] ?? "";
  const name = FAMILY[(n * 11 + Math.floor(n / FAMILY.length)) % FAMILY.length] ?? "";
  return {
    givenName,
    name,
    email: `${plain(givenName)}.${plain(name)}@${domain}`,
    // Numbers that the regulator keeps for fiction.
    phone: `01 99 00 ${String(Math.floor(n / 100) % 100).padStart(2, "0")} ${String(n % 100).padStart(2, "0")}`,
  };
}
