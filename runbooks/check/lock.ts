import type { RunbookFinding } from "../problem.ts";
import type { Runbook } from "../schema.ts";
import { actsOf, error, quoted, warning } from "./findings.ts";

/** The lock that the runbook sets agrees with what its steps do to it. */
export function checkLock(runbook: Runbook): RunbookFinding[] {
  const { lock, substitution } = runbook;
  const acts = actsOf(runbook);
  const findings: RunbookFinding[] = [];
  for (const { act, path } of acts) {
    if (act.do === "compromise" && !lock.mayCompromise.includes(act.what))
      findings.push(
        error(path, `« ${act.what} » ne peut pas être compromis ici`, "ce mot dans lock.mayCompromise"),
      );
    if (act.do === "open-channel" && substitution.length === 0)
      findings.push(
        error(path, "aucun canal de substitution n’est listé", "des canaux dans « substitution »"),
      );
  }
  if (lock.state === "none" && lock.mayCompromise.length > 0)
    findings.push(
      error(
        ["lock", "mayCompromise"],
        "le verrou est « none »",
        "« crisis » ou « surete », ou une liste vide",
      ),
    );
  for (const [rank, channel] of substitution.entries())
    if (channel === "ent-messaging")
      findings.push(
        error(["substitution", rank], "la messagerie se remplacerait elle-même", "un autre canal"),
      );
  const declared = new Set(acts.flatMap(({ act }) => (act.do === "compromise" ? [act.what] : [])));
  const never = lock.mayCompromise.filter((what) => !declared.has(what));
  if (never.length > 0)
    findings.push(
      warning(
        ["lock", "mayCompromise"],
        `aucune action ne déclare ${quoted(never)}`,
        "« Action : compromission … »",
      ),
    );
  if (substitution.length > 0 && lock.mayCompromise.length === 0)
    findings.push(
      warning(["substitution"], "ces canaux ne s’ouvrent que si l’ENT est compromis", "lock.mayCompromise"),
    );
  return findings;
}

/** GDPR-33: the 72 hours run from awareness, not from the moment a step opens. */
export const checkClocks = (runbook: Runbook): RunbookFinding[] =>
  actsOf(runbook)
    .filter(
      ({ act, action }) => act.do === "declare" && act.authority === "cnil" && action.from !== "awareness",
    )
    .map(({ path }) =>
      warning(
        path,
        "le délai ne court pas depuis la connaissance",
        "« Délai : 72 h depuis la connaissance »",
      ),
    );
