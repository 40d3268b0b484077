import {
  reachWords,
  stageTone,
  stageWord,
  stageWords,
  progressWords as words,
} from "#app/messages/progress.ts";
import { StateBadge } from "../state-badge.tsx";
import { Moment } from "../time/moment.tsx";

type Reach = { reached?: number; inactive?: number; undelivered?: number };

/** How far one message is known to have gone, and when it got there. */
export function Stage({ stage, at }: { stage: string; at?: string | null }) {
  return (
    <>
      <StateBadge label={stageWord(stage)} tone={stageTone(stage)} />
      {at && (
        <>
          {" "}
          <Moment at={at} short />
        </>
      )}
    </>
  );
}

/** The same of many: « 12 remis · 3 en échec », the last news of them, and people as the provider counts them. */
export function StageCounts(given: {
  counts: readonly { stage: string; count: number }[];
  last?: string | null;
  reach?: Reach | null;
}) {
  const counted = given.counts.filter(({ count }) => count > 0);
  const reached = given.reach ? reachWords(given.reach) : "";
  return (
    <span>
      {counted
        .map(({ stage, count }) => `${count.toLocaleString("fr-FR")} ${stageWords(stage).toLowerCase()}`)
        .join(" · ")}
      {given.last && (
        <>
          {" "}
          ({words.last} <Moment at={given.last} short />)
        </>
      )}
      {reached && ` · ${words.counted.toLowerCase()} : ${reached}`}
    </span>
  );
}

export type Known = Partial<Record<"sent" | "accepted" | "delivered" | "read" | "failed", string | null>>;

/** All that is known of one message after it left, in the order in which it happened. */
export function KnownPath({
  known,
  failure,
  reach,
}: {
  known: Known;
  failure?: string | null;
  reach?: Reach | null;
}) {
  const steps = Object.entries(known)
    .flatMap(([stage, at]) => (at ? [{ stage, at }] : []))
    .sort((a, b) => a.at.localeCompare(b.at));
  const reached = reach ? reachWords(reach) : "";
  return (
    <ol className="fr-raw-list">
      {steps.map(({ stage, at }) => (
        <li key={stage}>
          <Moment at={at} short /> · {stage === "failed" ? words.late : stageWord(stage).toLowerCase()}
          {stage === "failed" && failure && ` : ${failure}`}
        </li>
      ))}
      {reached && (
        <li>
          {words.counted} : {reached}
        </li>
      )}
    </ol>
  );
}
