import { Link } from "@remix-run/react";
import { messagePage } from "#app/messages/communication-page.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { StateBadge, type Tone } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import { approvalLabels } from "#machines/communication/v1/labels.ts";
import type { MessagePageModel } from "../../queries/page.ts";

const words = messagePage.approvals;
type Approval = MessagePageModel["approvals"][number];
const tones: Record<Approval["state"], Tone> = {
  waiting: "info",
  approved: "success",
  adapted: "warning",
  rejected: "error",
  tacit: "success",
  late: "error",
};
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Each authority asked: why it, until when, what silence gives, what it answered. */
export function Approvals({ message }: { message: MessagePageModel }) {
  const { approvals, clocks, state } = message;
  if (approvals.length === 0 && state === "draft") return null;
  return (
    <section className="incident-section" aria-labelledby="approbations">
      <h2 id="approbations">{words.title}</h2>
      {approvals.length === 0 && <p>{words.none}</p>}
      <ul className="incident-plain">
        {approvals.map((one) => (
          <ApprovalLine
            key={one.key}
            approval={one}
            explanation={clocks.find(({ dueAt }) => dueAt === one.dueAt)?.explanation ?? null}
          />
        ))}
      </ul>
    </section>
  );
}

function ApprovalLine({
  approval,
  explanation,
}: {
  approval: Approval;
  explanation: MessagePageModel["clocks"][number]["explanation"];
}) {
  const { organisation, function: held, state, dueAt, silence, by, at, reason, nobody, choice } = approval;
  const name = `${functionLabel(held)}, ${organisation}`;
  return (
    <li>
      <div className="incident-row">
        <div>
          <strong>{organisation}</strong>
          <p className="incident-quiet fr-mb-0">{functionLabel(held)}</p>
        </div>
        <StateBadge label={upper(approvalLabels[state])} tone={tones[state]} />
      </div>
      {(state === "waiting" || state === "late") && dueAt && (
        <>
          <TimeLeft dueAt={dueAt} explanation={explanation} reason={approval.reasonStep} />
          <p className="incident-quiet fr-mb-0">
            {silence === "approves" ? words.silenceApproves : words.silenceEscalates}{" "}
            {approval.reasonStep.to && <Link to={approval.reasonStep.to}>{approval.reasonStep.article}</Link>}
          </p>
        </>
      )}
      {by && (
        <p className="fr-mb-0">
          {by.name}
          {at && (
            <>
              , <Moment at={at} />
            </>
          )}
        </p>
      )}
      {!by && state === "tacit" && at && (
        <p className="fr-mb-0">
          <Moment at={at} />
        </p>
      )}
      {reason && (
        <p className="incident-text fr-mb-0" dir="auto">
          « {reason} »
        </p>
      )}
      {(nobody || approval.via === null) && <p className="fr-message fr-message--warning">{words.nobody}</p>}
      {choice && <p className="incident-quiet fr-mb-0">{words.choice}</p>}
      <Why reason={approval.reasonWho} about={words.whyWho(name)} />
    </li>
  );
}
