import { crisisOpen as words } from "#app/messages/crisis-list.ts";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { OfferedRunbook } from "../../queries/open-page.ts";

type Props = {
  runbooks: readonly OfferedRunbook[];
  category: string;
  value: string;
  errors: readonly FieldError[];
};

/** Which procedure to follow: those written for the category first, the others folded away. */
export function RunbookQuestion({ runbooks, category, value, errors }: Props) {
  const problem = stateOf(errors, "runbook");
  const fitting = runbooks.filter((one) => one.categories.includes(category));
  const others = runbooks.filter((one) => !one.categories.includes(category));
  const shown = fitting.length > 0 ? fitting : others;
  const folded = fitting.length > 0 ? others : [];
  return (
    <fieldset
      className="incident-question"
      id="runbook"
      tabIndex={-1}
      aria-describedby={problem.state ? "runbook-aide runbook-erreur" : "runbook-aide"}
    >
      <legend>{words.runbook}</legend>
      <p id="runbook-aide" className="fr-hint-text fr-mb-2w">
        {words.runbookHint}
      </p>
      {problem.state && (
        <p id="runbook-erreur" className="fr-error-text fr-mt-0 fr-mb-2w">
          {problem.stateRelatedMessage}
        </p>
      )}
      {shown.map((one) => (
        <Offered key={one.key} runbook={one} checked={one.key === value} fits={fitting.includes(one)} />
      ))}
      {folded.length > 0 && (
        <details className="crisis-ways fr-mt-3w" open={folded.some(({ key }) => key === value)}>
          <summary>{words.others}</summary>
          {folded.map((one) => (
            <Offered key={one.key} runbook={one} checked={one.key === value} fits={false} />
          ))}
        </details>
      )}
    </fieldset>
  );
}

function Offered({ runbook, checked, fits }: { runbook: OfferedRunbook; checked: boolean; fits: boolean }) {
  const id = `runbook-${runbook.key}`;
  return (
    <div className="crisis-runbook">
      <div className="incident-choice">
        <input type="radio" id={id} name="runbook" value={runbook.key} defaultChecked={checked} />
        <label htmlFor={id}>
          <strong>{runbook.title}</strong>
          <span>{runbook.summary}</span>
        </label>
      </div>
      <p className="crisis-top fr-mt-1w fr-mb-1v">
        {fits && <StateBadge label={words.proposed} tone="info" />}
        {runbook.approved ? (
          <StateBadge label={words.approved} tone="success" />
        ) : (
          <span className="incident-quiet">{words.unapproved}</span>
        )}
      </p>
      <details>
        <summary aria-label={`${words.triggers} : ${runbook.title}`}>{words.triggers}</summary>
        <ul>
          {runbook.triggers.map((trigger) => (
            <li key={trigger}>{trigger}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
