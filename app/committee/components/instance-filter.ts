import { searchText } from "#app/ui/list/search-text.ts";
import type { InstanceFilter } from "../queries/instances-page.ts";

/** What the address asks of the list. */
export const instanceFilter = (search: URLSearchParams): InstanceFilter => ({
  q: searchText(search, "q", 80),
  dispositif: searchText(search, "dispositif", 64),
});
