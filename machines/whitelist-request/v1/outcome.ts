import type { Happening } from "../../step.ts";
import type { RequestContext } from "./context.ts";
import type { RequestDataOf } from "./events.ts";
import { DOMAINS } from "./words.ts";

/** What the facts make of an event where the chart has a choice; undefined elsewhere. */
export function outcomeOf(
  request: RequestContext,
  { type, data }: Happening,
  { gar }: { gar: boolean },
): string | undefined {
  switch (type) {
    case "checks.recorded":
      // Only where the convention sends such resources elsewhere (NAN-2); otherwise it is a fact on the card.
      return gar && (data as RequestDataOf<"checks.recorded">).gar ? "gar" : undefined;
    case "instructors.named": {
      const named = { ...request.instructors, ...(data as RequestDataOf<"instructors.named">) };
      return DOMAINS.every((domain) => named[domain]) ? "all" : undefined;
    }
    case "opinion.given": {
      const given = { ...request.opinions, [(data as RequestDataOf<"opinion.given">).domain]: true };
      return DOMAINS.every((domain) => given[domain]) ? "last" : undefined;
    }
    case "request.decided": {
      const { outcome } = data as RequestDataOf<"request.decided">;
      return outcome === "approved-with-conditions" ? "approved" : outcome;
    }
    case "request.completed":
      return request.waiting?.resume;
    case "request.reviewed":
      return (data as RequestDataOf<"request.reviewed">).outcome;
    case "deadline.reached":
      return (data as RequestDataOf<"deadline.reached">).key;
    default:
      return undefined;
  }
}
