import { readdirSync, readFileSync } from "node:fs";
import { readAndCheck } from "#runbooks/check.ts";
import type { Action, Runbook } from "#runbooks/schema.ts";

export const shippedFiles = readdirSync("runbooks").filter((name) => name.endsWith(".md"));
export const shippedText = (file: string) => readFileSync(`runbooks/${file}`, "utf8");

/** The runbooks of the console, read and checked. @throws Error when one is refused. */
export const shipped = shippedFiles.map((file): Runbook => {
  const reading = readAndCheck(file, shippedText(file));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 1));
  return reading.runbook;
});

type Sketch = { key: string; after?: string[]; when?: [string, string][]; options?: string[] };

/** An action of which only the order matters: a decision when it has options. */
export function sketched({ key, after = [], when = [], options }: Sketch): Action {
  const shared = {
    key,
    title: `Faire ${key}`,
    party: "cellule" as const,
    after,
    when: when.map(([decision, option]) => ({ decision, option })),
    from: "open" as const,
    instructions: [],
    who: "rssi" as const,
  };
  if (!options) return { kind: "step", ...shared };
  return { kind: "decision", ...shared, options: options.map((option) => ({ key: option, label: option })) };
}

/** A runbook of one phase with these actions. */
export const runbookOf = (sketches: Sketch[]): Runbook => ({
  key: "essai",
  version: 1,
  title: "Essai",
  summary: "Un runbook d’essai.",
  triggers: ["Un signe."],
  categories: ["other"],
  activation: [{ key: "a", text: "Un critère." }],
  exit: [{ key: "b", text: "Un critère." }],
  lock: { state: "none", mayCompromise: [] },
  substitution: [],
  instances: [],
  phases: [{ key: "endiguer", title: "Endiguer", actions: sketches.map(sketched) }],
  templates: [],
});
