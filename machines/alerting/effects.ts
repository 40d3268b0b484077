import type { Effect } from "../effects.ts";
import type { Happening } from "../step.ts";
import type { AlertsSent, AttachmentAdded, DeliveriesFailed } from "./events.ts";

/** The record of what left is sealed into the journal. */
export const sealNotice = ({ data }: Happening): Effect[] => {
  const { notice, root } = data as AlertsSent;
  return [{ do: "seal-notice", notice, root }];
};

/** Sent again, to another address if one is given. Should it fail again, its task opens again. */
export const retryDelivery = ({ data }: Happening): Effect[] => {
  const { delivery, address } = data as { delivery: string; address?: string };
  return [
    { do: "retry", delivery, ...(address && { address }) },
    ...(delivery === "all" ? [] : [{ do: "close-task" as const, key: `dead-letter-${delivery}` }]),
  ];
};

export const keepAttachment = ({ data, by }: Happening): Effect[] => [
  { do: "attach", ...(data as AttachmentAdded), by: by.name },
];

export const closeTask = ({ data }: Happening): Effect[] => [
  { do: "close-task", key: (data as { key: string }).key },
];

/** A person sees to what could not be delivered. */
export const deadLetter = ({ data }: Happening, title: (count: number) => string): Effect => {
  const { notice, deliveries, count, reason } = data as DeliveriesFailed;
  return {
    do: "open-task",
    task: {
      key: `dead-letter-${deliveries[0]}`,
      kind: "dead-letter",
      function: "rssi",
      title: title(count),
      data: { notice, reason, deliveries },
    },
  };
};
