/** It left, and its failure was reported afterwards (outbox/progress.ts). `d`: alias of the delivery. */
export const failedLate = (d = "d") =>
  `(${d}.state = 'sent' and ${d}.failed_at is not null and ${d}.delivered_at is null and ${d}.read_at is null)`;

/** A message that reached nobody and waits for a person, at once or late. */
export const hasFailed = (d = "d") => `(${d}.state in ('dead', 'refused') or ${failedLate(d)})`;
