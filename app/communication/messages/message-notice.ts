import type { Notice } from "#app/engine/outbox/claim.ts";
import type { MessageTemplate } from "#app/messages/communication-mail.ts";
import type { CommunicationNotice } from "#machines/effects.ts";

/** A notice that a message to the community sent to professionals. */
export type MessageNotice = Omit<Notice, "template" | "facts"> & {
  template: MessageTemplate;
  facts: CommunicationNotice;
};

/** Whether a notice is about a message to the community, by its facts. */
export const isMessageNotice = (notice: Pick<Notice, "facts">): boolean =>
  (notice.facts as unknown as Partial<CommunicationNotice>).kind === "communication";
