import { memberStates, roleLabels } from "#app/messages/federation.ts";
import { searchChoice, searchText } from "#app/ui/list/search-text.ts";

export type MemberFilter = {
  q?: string | undefined;
  state?: string | undefined;
  role?: string | undefined;
  late?: string | undefined;
};

/** What the register of members is filtered by; all of it lives in the address. */
export const memberFilter = (search: URLSearchParams): MemberFilter => ({
  q: searchText(search, "q", 100),
  state: searchChoice(search, "etat", Object.keys(memberStates)),
  role: searchChoice(search, "role", Object.keys(roleLabels)),
  late: searchChoice(search, "retard", ["oui"]),
});
