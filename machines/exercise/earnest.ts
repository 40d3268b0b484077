/*
 * Of an exercise, the debrief is real work: what is decided in the RETEX of the crisis that was played is done by real
 * people on real days. It is told in the console's own time, whatever the story's clock says, and rings after FINEX too.
 */

/** Keys of the deadlines of actions decided in a RETEX (machines/crisis/v1/effects/clocks.ts). */
const ACTION = "action-";

/** Whether an event of a dossier in an exercise is real work, and so in real time. */
export const isEarnest = (kind: string, { type, data }: { type: string; data: Record<string, unknown> }) =>
  kind === "crisis" &&
  (type.startsWith("retex.") || (type === "deadline.reached" && String(data.key).startsWith(ACTION)));

/** SQL condition for `deadline l` of `dossier d`: the same, for whoever looks for what is due. */
export const earnestDeadlineSql = `(d.kind = 'crisis' and starts_with(l.key, '${ACTION}'))`;
/** And for the task `t` that such a deadline leaves when nobody did it. */
export const earnestTaskSql = `(d.kind = 'crisis' and starts_with(t.key, '${ACTION}'))`;
