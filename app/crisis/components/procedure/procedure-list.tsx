import { minutesLabel, procedure, whoLabel } from "#app/messages/crisis-procedure.ts";
import { isLive, type Progress } from "#machines/procedure/states.ts";
import type { Action, Runbook } from "#runbooks/schema.ts";
import { StateWord } from "./state-shape.tsx";

type Props = {
  runbook: Runbook;
  /** Absent when no crisis runs on it. */
  progress?: Progress | undefined;
  /** Address of a step in the room. */
  roomHref?: ((key: string) => string) | undefined;
};

/** The drawing as a list, phase by phase, for whoever reads rather than looks. */
export function ProcedureList({ runbook, progress, roomHref }: Props) {
  const actions = new Map(runbook.phases.flatMap((phase) => phase.actions).map((one) => [one.key, one]));
  return runbook.phases.map((phase) => (
    <section key={phase.key} aria-labelledby={`phase-${phase.key}`} className="fr-mb-5w">
      <h2 id={`phase-${phase.key}`} className="fr-h4">
        {phase.title}
      </h2>
      <ol className="procedure-list">
        {phase.actions.map((action) => (
          <li
            key={action.key}
            id={`etape-${action.key}`}
            className={isLive(progress?.[action.key]) ? "procedure-current" : undefined}
          >
            <Item
              action={action}
              actions={actions}
              state={progress?.[action.key]}
              href={roomHref?.(action.key)}
            />
          </li>
        ))}
      </ol>
    </section>
  ));
}

type ItemProps = {
  action: Action;
  actions: ReadonlyMap<string, Action>;
  state: string | undefined;
  href: string | undefined;
};

function Item({ action, actions, state, href }: ItemProps) {
  const title = (key: string) => actions.get(key)?.title ?? key;
  const decided = state?.startsWith("decided:") ? state.slice("decided:".length) : undefined;
  const facts = [
    whoLabel(action.who, action.party),
    action.within && procedure.within(minutesLabel(action.within)),
    action.kind === "decision" && procedure.decision.toLocaleLowerCase("fr"),
    action.rule && action.article && `${action.article} (${action.rule})`,
  ];
  return (
    <>
      <p className="fr-mb-1v">
        <strong>{action.title}</strong>{" "}
        {state && <StateWord state={state} chosen={optionLabel(action, decided)} />}
      </p>
      <p className="fr-text--sm fr-mb-1v">{facts.filter(Boolean).join(" · ")}</p>
      {action.when.length > 0 && (
        <p className="fr-text--sm fr-mb-1v">
          {procedure.condition}{" "}
          {action.when
            .map(
              ({ decision, option }) =>
                `« ${title(decision)} » : ${optionLabel(actions.get(decision), option)}`,
            )
            .join(" ou ")}
        </p>
      )}
      {action.after.length > 0 && (
        <p className="fr-text--sm fr-mb-1v">
          {procedure.after} {action.after.map((key) => `« ${title(key)} »`).join(", ")}
        </p>
      )}
      {action.kind === "decision" && (
        <ul className="fr-text--sm">
          {action.options.map((option) => (
            <li key={option.key}>
              {option.label}
              {option.key === decided && <strong> ({procedure.chosen})</strong>}
            </li>
          ))}
        </ul>
      )}
      {href && isLive(state as Progress[string]) && (
        <a className="fr-link fr-link--sm" href={href} aria-label={`${procedure.open} : ${action.title}`}>
          {procedure.open}
        </a>
      )}
    </>
  );
}

const optionLabel = (action: Action | undefined, option: string | undefined) =>
  action?.kind === "decision" ? action.options.find(({ key }) => key === option)?.label : undefined;
