import { whitelistPage as words } from "#app/messages/whitelist-words.ts";

const at: Record<string, number> = {
  draft: 0,
  filed: 1,
  admissible: 1,
  instruction: 2,
  waiting: 2,
  committee: 3,
  approved: 4,
  integrated: 4,
  tested: 4,
  active: 5,
  "review-due": 5,
  suspended: 5,
};

/** Where a request is, as its requester sees it: a line, not the board. */
export function ProgressLine({ state }: { state: string }) {
  const here = at[state];
  if (here === undefined) return null;
  return (
    <ol className="whitelist-progress">
      {words.steps.map((step, n) => (
        <li key={step} data-done={n < here} aria-current={n === here ? "step" : undefined}>
          {step}
        </li>
      ))}
    </ol>
  );
}
