import { Link } from "@remix-run/react";
import { meeting } from "#app/messages/committee-meeting.ts";
import { verdictLabels } from "#app/messages/committee-words.ts";
import { paths } from "#app/ui/paths.ts";
import { outcomeText } from "../../outcome-text.ts";
import type { MeetingPage, PageItem } from "../../queries/meeting-page.ts";
import { Part } from "./part.tsx";
import { Press } from "./press.tsx";

const words = meeting.item;

/** What came of it; until then, what whoever presides may do with it. */
export function Outcome({ page, item }: { page: MeetingPage; item: PageItem }) {
  const { outcome } = item;
  if (outcome && item.state !== "open" && item.state !== "waiting")
    return (
      <div className={`com-outcome com-outcome--${item.state}`}>
        <p className="fr-text--bold fr-mb-1v">
          {outcome.what === "decided"
            ? `${words.outcome} : ${verdictLabels[outcome.outcome.verdict] ?? outcome.outcome.verdict}`
            : words[outcome.what]}
        </p>
        <p className="com-text fr-mb-1v">
          {outcome.what === "decided" ? outcomeText(outcome.outcome) : outcome.text}
        </p>
        {outcome.what === "decided" && item.votes.length > 0 && (
          <p className="fr-mb-1v">
            {meeting.votes.tally(outcome.tally.for, outcome.tally.against, outcome.tally.abstain)}
          </p>
        )}
        <p className="tocsin-quiet fr-mb-0">{words.by(outcome.by.name)}</p>
      </div>
    );
  return <Choices page={page} item={item} />;
}

function Choices({ page, item }: { page: MeetingPage; item: PageItem }) {
  const { can } = page;
  const decides = page.decides.includes(item.key);
  const opens = can.includes("item.opened") && item.state !== "open";
  const proposal = verdictLabels[item.proposal] ?? item.proposal;
  return (
    <div className="fr-mb-2w">
      <p className="fr-mb-1w">
        {words.proposal} : <strong>{proposal}</strong>
      </p>
      <div className="com-choices">
        {opens && (
          <Press type="item.opened" kind="primary" small={false} label={meeting.agenda.open} about={meeting.agenda.openFor(item.n)} fields={{ item: item.key }} />
        )}
        {decides && (
          <Link to={`${paths.committees}/seances/${page.ref}/agir/decider?point=${item.key}`} className="fr-btn">
            {words.decide}
          </Link>
        )}
      </div>
      {(can.includes("item.postponed") || can.includes("item.noted")) && (
        <details className="fr-mt-1w">
          <summary>{words.others}</summary>
          <div className="tocsin-disclosed">
            <WithText type="item.noted" name="text" label={words.noteText} button={words.note} item={item} />
            <WithText type="item.postponed" name="reason" label={words.postponeReason} button={words.postpone} item={item} />
          </div>
        </details>
      )}
    </div>
  );
} // biome-ignore format: short lines stay whole

type With = { type: string; name: string; label: string; button: string; item: PageItem };
const WithText = ({ type, name, label, button, item }: With) => (
  <Press type={type} label={button} fields={{ item: item.key }}>
    <Part title={button}>
      <label className="fr-label" htmlFor={`${type}-${item.key}`}>
        {label}
      </label>
      <textarea id={`${type}-${item.key}`} name={name} rows={2} className="fr-input fr-mb-1w" required />
    </Part>
  </Press>
);
