import type { Notice } from "#app/engine/outbox/claim.ts";
import type { IncidentTemplate } from "#machines/effects.ts";
import type { FactsOfNotice } from "./facts-lines.ts";

/** A notice that an incident sent; those of a crisis and those to the community have renderers of their own. */
export type IncidentNotice = Omit<Notice, "template" | "facts"> & {
  template: IncidentTemplate;
  facts: FactsOfNotice;
};
