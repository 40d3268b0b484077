/**
 * One value of an address, fit for a query: control characters out (PostgreSQL refuses NUL), length bounded,
 * empty as absent.
 */
export function searchText(search: URLSearchParams, name: string, max = 200): string | undefined {
  const given = search.get(name)?.slice(0, max * 4);
  return (
    given
      ?.replace(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, max) || undefined
  );
}

/** The value when it is one of those known. */
export function searchChoice<Choice extends string>(
  search: URLSearchParams,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const given = search.get(name);
  return choices.find((choice) => choice === given);
}
