import { checkCircles } from "./check/circles.ts";
import { warning } from "./check/findings.ts";
import { checkKeys } from "./check/keys.ts";
import { checkClocks, checkLock } from "./check/lock.ts";
import { checkMessages } from "./check/messages.ts";
import { checkReferences } from "./check/order.ts";
import { checkPeople } from "./check/people.ts";
import { checkReach } from "./check/reach.ts";
import type { Places } from "./places.ts";
import type { RunbookFinding, RunbookProblem } from "./problem.ts";
import { MAX_PROBLEMS, type RunbookRead, readAllRunbooks, readRunbook } from "./read.ts";
import type { Runbook } from "./schema.ts";

/** Words of the conventions at hand; what none of them knows is worth a warning. */
export type Known = { instances: ReadonlySet<string>; rules: ReadonlySet<string> };

/**
 * Proves that a runbook can be followed to its end: its names exist, each step can be reached, each choice leads to
 * the end, nothing waits for itself, each message can leave under the lock that it sets.
 * @returns problems by line, then warnings, which refuse nothing.
 */
export function checkRunbook(runbook: Runbook, places: Places, known?: Known): RunbookProblem[] {
  const findings = [
    ...checkKeys(runbook),
    ...checkReferences(runbook),
    ...checkCircles(runbook),
    ...checkReach(runbook),
    ...checkPeople(runbook),
    ...checkMessages(runbook),
    ...checkLock(runbook),
    ...checkClocks(runbook),
    ...(known ? checkKnown(runbook, known) : []),
  ];
  return findings
    .map((finding) => places.problem(finding))
    .sort((a, b) => Number(a.warning ?? false) - Number(b.warning ?? false) || a.line - b.line)
    .slice(0, MAX_PROBLEMS);
}

function checkKnown(runbook: Runbook, { instances, rules }: Known): RunbookFinding[] {
  const unknownRules = runbook.phases.flatMap(({ actions }, phase) =>
    actions.flatMap(({ rule }, rank) =>
      rule && !rules.has(rule)
        ? [
            warning(
              ["phases", phase, "actions", rank, "rule"],
              `aucune convention n’a de règle « ${rule} »`,
              "une règle d’une convention",
            ),
          ]
        : [],
    ),
  );
  const unknownInstances = runbook.instances.flatMap((key, rank) =>
    instances.has(key)
      ? []
      : [
          warning(
            ["instances", rank],
            `aucune convention n’a d’instance « ${key} »`,
            "une instance d’une convention",
          ),
        ],
  );
  return [...unknownRules, ...unknownInstances];
}

/** Reads and checks. `warnings` of a runbook that is accepted; `problems`, warnings included, of one that is not. */
export function readAndCheck(
  file: string,
  text: string,
  known?: Known,
): (RunbookRead & { warnings: RunbookProblem[] }) | { ok: false; problems: RunbookProblem[] } {
  const reading = readRunbook(file, text);
  if (!reading.ok) return reading;
  const problems = checkRunbook(reading.runbook, reading.places, known);
  if (problems.some(({ warning }) => !warning)) return { ok: false, problems };
  return { ...reading, warnings: problems };
}

/** Everything wrong in a folder of runbooks, warnings included, for `npm run check:content`. */
export async function checkRunbooks(folder: string, known?: Known): Promise<RunbookProblem[]> {
  const { read, problems } = await readAllRunbooks(folder);
  if (read.length + problems.length === 0) {
    const mistake = { what: "le dossier ne contient aucun runbook", expected: "des fichiers .md" };
    return [{ file: folder, line: 1, where: "le dossier", ...mistake }];
  }
  return [...problems, ...read.flatMap(({ runbook, places }) => checkRunbook(runbook, places, known))];
}
