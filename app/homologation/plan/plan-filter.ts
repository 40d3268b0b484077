import { measureStateLabels } from "#app/messages/homologation.ts";
import { searchChoice, searchText } from "#app/ui/list/search-text.ts";
import type { PlanFilter } from "./plan-rows.ts";

export const planFilter = (search: URLSearchParams): PlanFilter => ({
  q: searchText(search, "q", 100),
  state: searchChoice(search, "etat", Object.keys(measureStateLabels)),
  late: searchChoice(search, "retard", ["oui"]),
});
