import type { Happening } from "../../step.ts";
import type { CommunicationContext } from "./context.ts";
import type { Draft, OpeningFacts } from "./facts.ts";

/** What a message remembers after an event that was accepted. Pure, without XState. */
export function reduce(
  before: CommunicationContext | null,
  { type, data, by, at }: Happening,
): CommunicationContext {
  const signed = {
    id: by.id,
    name: by.name,
    function: by.function ?? "",
    organisation: by.organisation?.name ?? "",
  };
  if (!before) {
    const { draft, place, exercise } = data as OpeningFacts;
    return {
      facts: draft,
      scope: { ...draft.audience.scope, author: by.id } as CommunicationContext["scope"],
      author: { ...signed, place },
      exercise,
      draftedAt: at,
      reach: null,
      approvals: [],
      adaptations: [],
      decisions: null,
      review: null,
      leaving: [],
    };
  }
  if (type === "communication.edited") {
    const { draft } = data as { draft: Draft };
    return {
      ...before,
      facts: draft,
      scope: { ...draft.audience.scope, author: before.author.id } as CommunicationContext["scope"],
    };
  }
  if (type === "communication.withdrawn")
    return { ...before, end: { reason: (data as { reason: string }).reason, by: signed, at } };
  return before;
}
