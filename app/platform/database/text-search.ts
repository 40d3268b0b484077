/** No more words are looked for: nobody makes the database sweat. */
const WORDS = 8;

/** The words of a search. */
export const wordsOf = (typed: string | undefined): string[] =>
  (typed ?? "").slice(0, 200).split(/\s+/).filter(Boolean).slice(0, WORDS);

/**
 * SQL conditions « each of these words is somewhere in what the dossier is known by », for `dossier d`: its reference,
 * title, organisation, publisher, owner (dossier_text). Case and accents count for nothing, and any part of a word will
 * do. From three letters on, an index answers.
 * @param add numbers a parameter and answers its placeholder.
 * @returns none for an empty search.
 */
export function saysSql(typed: string | undefined, add: (value: unknown) => string): string[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const said = words.map((word) => {
    const folded = foldedSql(add(word));
    return `search_grams(w.folded) @> search_grams(${folded}) and strpos(w.folded, ${folded}) > 0`;
  });
  return [`d.id in (select w.dossier_id from dossier_text w where ${said.join(" and ")})`];
}

/** A text as a search compares it. */
export const foldedSql = (text: string) => `search_fold(${text}::text)`;
