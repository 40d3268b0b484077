import { searchChoice, searchText } from "#app/ui/list/search-text.ts";
import {
  categories,
  incidentStates,
  type RegisterFilter,
  readCursor,
  severities,
} from "../../queries/register-filter.ts";

/** The filter that an address holds; a value nobody knows is no filter. */
export function filterOf(search: URLSearchParams): RegisterFilter {
  return {
    life: searchChoice(search, "vie", ["ouverts", "clos"]),
    state: searchChoice(search, "etat", incidentStates),
    dispositif: searchText(search, "dispositif", 80),
    category: searchChoice(search, "categorie", categories),
    severity: searchChoice(search, "gravite", severities),
    q: searchText(search, "q"),
  };
}

export const cursorOf = (search: URLSearchParams) => readCursor(searchText(search, "apres", 60));
