import { needLabels } from "#app/messages/homologation.ts";
import { searchChoice, searchText } from "#app/ui/list/search-text.ts";
import type { RegisterFilter } from "./register.ts";

/** What the register is filtered by; all of it lives in the address. */
export const registerFilter = (search: URLSearchParams): RegisterFilter => ({
  q: searchText(search, "q", 100),
  state: searchChoice(search, "etat", ["in-force", "to-renew", "suspended", "expired"]),
  need: searchChoice(search, "besoin", Object.keys(needLabels)),
  dispositif: searchText(search, "dispositif", 64),
});
