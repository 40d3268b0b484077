import { Link } from "@remix-run/react";
import { type CrisisAct, crisisActPath } from "#app/messages/crisis-act.ts";
import { whoLabel } from "#app/messages/crisis-procedure.ts";
import { steps as words } from "#app/messages/crisis-room.ts";
import { containmentsOf } from "#machines/crisis/v1/changes/containment.ts";
import type { Act, Runbook, Step } from "#runbooks/schema.ts";
import type { Card } from "../../room-state/actions.ts";
import { useRoomView, useWaitingFor } from "../../room-state/room-context.ts";
import { sits } from "../../room-state/seats.ts";
import { DoneForm, ReasonForm, StepButton } from "./step-forms.tsx";

/** The one thing to do with a step, and the others in a small menu. Nothing for whoever it is not for. */
export function StepActions({ card, step }: { card: Card; step: Step }) {
  const { page, room, may } = useRoomView();
  const busy = useWaitingFor(step.key).some(({ state }) => state !== "refused");
  const direction = sits(room, page.me.id, "direction");
  if (!may("step.taken")) return null;
  if (!card.allowed && card.facts.by?.id !== page.me.id)
    return <p className="crisis-quiet fr-mb-1v">{words.belongs(whoLabel(step.who, step.party))}</p>;
  const { state } = card;
  // In a colleague's hands: one may finish it for them, but it is not put forward.
  const held = state === "taken" && card.facts.by?.id !== page.me.id;
  return (
    <div className="crisis-acts">
      {step.act && state === "taken" && !held && <ActLink act={step.act} />}
      {state === "todo" && (
        <StepButton
          step={step.key}
          type="step.taken"
          label={direction && !card.mine ? words.takeFor : words.take}
          primary={card.mine}
          busy={busy}
        />
      )}
      {state === "taken" && !held && <DoneForm step={step.key} proof={step.proof} />}
      {state === "blocked" && (
        <StepButton step={step.key} type="step.unblocked" label={words.unblock} primary busy={busy} />
      )}
      <details className="crisis-more">
        <summary aria-label={words.moreAbout(step.title)}>{words.more}</summary>
        {step.act && (state !== "taken" || held) && <ActLink act={step.act} />}
        {held && <DoneForm step={step.key} proof={step.proof} />}
        {state === "taken" && <StepButton step={step.key} type="step.given-back" label={words.giveBack} />}
        {state === "taken" && (
          <ReasonForm step={step.key} type="step.blocked" label={words.block} reason={words.blockReason} />
        )}
        <ReasonForm step={step.key} type="step.skipped" label={words.skip} reason={words.skipReason} />
      </details>
    </div>
  );
}

/** The form to which a step or an option leads, filled in with what the procedure says. */
export function ActLink({ act }: { act: Act }) {
  const { page, room } = useRoomView();
  const pending = containmentsOf(room.context ?? {}).find(
    ({ state, measure }) => state === "proposed" && act.do === "contain" && measure === act.measure,
  );
  const to = pending
    ? crisisActPath(page.ref, "containment.confirmed", { cle: pending.key })
    : actTo(page, act, room.context?.compromises ?? {});
  const label = pending
    ? words.leads.confirmContain
    : act.do === "compromise" && to.includes("confirmer")
      ? words.leads.confirm
      : words.leads[act.do];
  return (
    <p className="fr-mb-1w">
      <Link
        to={to}
        className="fr-btn fr-btn--sm fr-btn--secondary fr-btn--icon-right fr-icon-arrow-right-line"
      >
        {label}
      </Link>
    </p>
  );
}

function actTo(
  { ref, runbook }: { ref: string; runbook: Runbook },
  act: Act,
  compromises: Record<string, { declared?: unknown } | undefined>,
): string {
  const form = (type: CrisisAct, search?: Record<string, string>) => crisisActPath(ref, type, search);
  switch (act.do) {
    case "message": {
      const template = runbook.templates.find(({ key }) => key === act.template);
      const type = template?.audience === "professional" ? "instruction.sent" : "message.proposed";
      return form(type, { modele: act.template });
    }
    case "declare":
      return form("authority.notified", { autorite: act.authority });
    case "compromise":
      return form(compromises[act.what]?.declared ? "compromise.confirmed" : "compromise.declared", {
        quoi: act.what,
      });
    case "contain":
      return form("containment.proposed", { mesure: act.measure });
    case "open-channel":
      return form("channel.opened");
    case "press":
      return form("press.proposed");
    case "sitrep":
      return `/crises/${ref}/points/nouveau`;
  }
}
