import { searchChoice, searchText } from "#app/ui/list/search-text.ts";
import { type MessageFilter, processes, readCursor, states } from "../../queries/list-filter.ts";

/** The filter that an address holds; a value nobody knows is no filter. */
export function filterOf(search: URLSearchParams): MessageFilter {
  return {
    process: searchChoice(search, "niveau", processes),
    state: searchChoice(search, "etat", states),
    waiting: searchChoice(search, "attente", ["moi", "autres"]),
    dispositif: searchText(search, "dispositif", 80),
    q: searchText(search, "q"),
  };
}

export const cursorOf = (search: URLSearchParams) => readCursor(searchText(search, "apres", 60));
