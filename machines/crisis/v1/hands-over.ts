import type { HandOver, Happening, World } from "../../step.ts";
import type { CrisisContext } from "./context.ts";
import { choice, refuse } from "./duties/refuse.ts";
import type { CrisisDataOf } from "./events.ts";

/** What a message is told, by the event that the room sends of it. */
const inMessage: Record<string, string | null> = {
  "message.proposed": null,
  "message.approved": "approval.given",
  "message.refused": "approval.refused",
  "message.withdrawn": "communication.withdrawn",
};

/** Events that a message of the crisis does instead of it. */
export const isHandedOver = (type: string): boolean => Object.hasOwn(inMessage, type);

/**
 * A crisis speaks to the community through a message of its own (machines/communication, process crise), which tells
 * the crisis and the lock in the same transaction: one way out for every message. Seats and life still refuse, when
 * the message tells them. Pure.
 * @throws StepRefused for a message that this crisis does not know.
 */
export function handsOver(crisis: CrisisContext, happening: Happening, world: World): HandOver {
  const type = inMessage[happening.type];
  if (!type) return proposal(crisis, happening, world);
  const { key, ...data } = happening.data as { key: string };
  const message = crisis.messages.find((one) => one.key === key);
  if (!message) return refuse({ ...choice, because: "Ce message n’a pas été proposé dans cette crise." });
  // Proposed before messages were dossiers of their own: nothing stands behind it that could leave.
  if (!message.ref)
    refuse({
      ...choice,
      because:
        "Ce message attendait déjà quand la console a changé de version : il est à proposer de nouveau, tel quel ou modifié.",
      instead: ["message.proposed"],
    });
  return { dossier: key, type, data };
}

function proposal(
  { facts, scope, messages }: CrisisContext,
  { data, by }: Happening,
  world: World,
): HandOver {
  const { key, channel, profiles, subject, body, justification, template } =
    data as CrisisDataOf<"message.proposed">;
  if (messages.some((one) => one.key === key))
    refuse({
      ...choice,
      because: "Ce message a déjà été proposé : proposez-en un autre, sous une autre clé.",
    });
  const { author: _, ...audience } = scope;
  return {
    open: {
      machine: "communication",
      id: key,
      type: "communication.proposed",
      data: {
        draft: {
          ...{ process: "crise", topic: "other", channels: [channel], attachments: [] },
          ...{ title: subject, long: body, justification, crisis: world.dossier },
          audience: { profiles, scope: audience },
          ...(template && { template }),
        },
        place: {
          ...(by.organisation ?? facts.declarer),
          ...{ timezone: facts.place.timezone, departement: null, academie: null },
        },
        parties: [],
        exercise: facts.exercise,
      },
    },
  };
}
