import { runbook } from "#app/messages/runbook.ts";
import { functionLabels } from "#conventions/labels.ts";
import { seatLabels } from "#machines/crisis/v1/labels.ts";
import type { Action, Runbook } from "#runbooks/schema.ts";

const { text: words } = runbook;
const labels: Record<string, string> = { ...functionLabels, ...seatLabels };

/** A procedure as it is read: signs, criteria, what it locks, then each step with who does it and in what time. */
export function RunbookText({ body, title }: { body: Runbook; title: string }) {
  return (
    <section className="fr-mt-6w" aria-labelledby="texte">
      <h2 id="texte">{title}</h2>
      <p className="fr-text--lead">{body.summary}</p>
      <List title={words.triggers} items={body.triggers} />
      <List title={words.activation} items={body.activation.map(({ text }) => text)} />
      <List title={words.exit} items={body.exit.map(({ text }) => text)} />
      <h3 className="fr-h5">{words.lock.title}</h3>
      <p>{words.lock[body.lock.state]}</p>
      {body.phases.map((phase) => (
        <div key={phase.key}>
          <h3 className="fr-h5 fr-mt-4w">{phase.title}</h3>
          {phase.actions.map((action) => (
            <ActionText key={action.key} action={action} />
          ))}
        </div>
      ))}
      {body.templates.length > 0 && (
        <>
          <h3 className="fr-h5 fr-mt-4w">{words.templates}</h3>
          {body.templates.map((one) => (
            <details key={one.key} className="fr-mb-2w">
              <summary>{one.title}</summary>
              <p className="fr-text--bold fr-mt-1w fr-mb-1w">{one.subject}</p>
              {one.body.split(/\n{2,}/).map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </details>
          ))}
        </>
      )}
    </section>
  );
}

function List({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <>
      <h3 className="fr-h5">{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

function ActionText({ action }: { action: Action }) {
  const who = `${labels[action.who] ?? action.who} (${words.parties[action.party]})`;
  const facts = [
    action.kind === "step" ? words.step : words.decision,
    who,
    action.within ? words.within(action.within) : "",
    [action.rule, action.article].filter(Boolean).join(", "),
  ];
  return (
    <div className="runbook-step">
      <h4>{action.title}</h4>
      <p className="runbook-quiet fr-mb-1w">{facts.filter(Boolean).join(" · ")}</p>
      {action.kind === "decision" && (
        <ul>
          {action.options.map(({ key, label }) => (
            <li key={key}>{label}</li>
          ))}
        </ul>
      )}
      {action.instructions.length > 0 && (
        <ol>
          {action.instructions.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      )}
      {action.kind === "step" && action.proof && (
        <p className="fr-mb-0">
          {words.proof} : {action.proof}
        </p>
      )}
    </div>
  );
}
