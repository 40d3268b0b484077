import type { Reason } from "../why.tsx";

/** One line of « Ce qui m’attend », whatever it is about; `dueAt` ISO 8601 in UTC. */
export type WaitingLine = {
  key: string;
  ref: string;
  title: string;
  exercise: boolean;
  what: string;
  dueAt: string | null;
  reason: Reason | null;
  to: string;
  button: string;
};
