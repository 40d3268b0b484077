import { meeting } from "#app/messages/committee-meeting.ts";
import { opinionNames, verdictLabels, voteNames } from "#app/messages/committee-words.ts";
import type { MeetingPage, PageItem } from "../../queries/meeting-page.ts";
import { Part } from "./part.tsx";
import { Press } from "./press.tsx";
import { Tie } from "./tie.tsx";

const words = meeting.votes;
type Props = { page: MeetingPage; item: PageItem };

/** The vote of the point in view: mine first, then every seat. */
export function Votes({ page, item }: Props) {
  const tally = page.tallies[item.key];
  const some = item.votes.length > 0;
  if (!page.context.openedAt) return <Mine page={page} item={item} />;
  return (
    <section aria-label={words.title}>
      <div className="com-phone">
        <p className="fr-text--bold fr-text--lg fr-mb-1v">{item.n}. {item.title}</p>
        <p className="fr-mb-1w">{meeting.item.proposal} : <strong>{verdictLabels[item.proposal] ?? item.proposal}</strong></p>
      </div>
      <h2 id="votes" className="fr-h5 com-wide">{words.title}</h2>
      <Mine page={page} item={item} />
      <p className="com-tally" role="status">
        {some && tally ? words.tally(tally.for, tally.against, tally.abstain) : words.none}
      </p>
      {some && tally && <Tie page={page} tally={tally} />}
      {page.state === "consulting" && page.mine.seat && (
        <p>{meeting.consultation.yourAnswers(page.context.items.filter((one) => one.votes.some(({ seat }) => seat === page.mine.seat)).length, page.context.items.length)}</p>
      )}
      <ul className="com-votes">
        {page.context.members.map((member) => (
          <li key={member.seat}>
            <span>{member.label}</span> <strong>{stateOf(page, item, member.seat)}</strong>
          </li>
        ))}
      </ul>
      <Hands page={page} item={item} />
    </section>
  );
} // biome-ignore format: short lines stay whole

function stateOf({ context }: MeetingPage, item: PageItem, seat: string): string {
  const vote = item.votes.find((one) => one.seat === seat);
  if (vote) return `${voteNames[vote.vote]}${vote.recordedBy ? ` (${words.recordedBy(vote.recordedBy)})` : ""}`;
  const here = context.presence.find((one) => one.seat === seat && one.out === null);
  if (item.conflicts.some((one) => one.seat === seat && (!here || one.who.id === here.who.id))) return words.inConflict;
  return context.kind === "written" || here ? words.waiting : words.absent;
} // biome-ignore format: same

/** What I may do on this point: vote once, say what I think, withdraw. */
function Mine({ page, item }: Props) {
  const { mine, context, can } = page;
  if (!mine.seat) return <p className="tocsin-quiet">{words.noSeat}</p>;
  const inConflict = item.conflicts.some(({ who }) => who.id === mine.person);
  const cast = item.votes.find((one) => one.seat === mine.seat);
  const written = context.kind === "written";
  const other = context.presence.find((one) => one.seat === mine.seat && one.out === null && one.who.id !== mine.person);
  const may = can.includes("vote.cast") && item.state === "open" && (written || mine.present);
  return (
    <div className="com-mine">
      {page.context.openedAt && <p className="fr-text--bold fr-mb-1v">{words.mine}</p>}
      <p className="tocsin-quiet fr-mb-1w">{words.mineSeat(mine.label ?? "")}</p>
      {inConflict ? (
        <p>{words.youAreInConflict}</p>
      ) : cast ? (
        <p>{words.voted(voteNames[cast.vote] ?? "")}</p>
      ) : may ? (
        <div className="com-buttons">
          {(["for", "against", "abstain"] as const).map((vote) => (
            <Press key={vote} type="vote.cast" small={false} kind={vote === "for" ? "primary" : "secondary"} label={voteNames[vote] ?? vote} fields={{ item: item.key, seat: mine.seat ?? "", vote }} />
          ))}
        </div>
      ) : (
        !page.context.closedAt && <p>{other ? meeting.presence.takenBy(other.who.name, mine.label ?? "") : item.state === "open" && !mine.present ? words.arriveFirst : words.notOpen}</p>
      )}
      {may && !inConflict && <OpinionForm page={page} item={item} />}
      {!inConflict && can.includes("conflict.declared") && item.state !== "decided" && <ConflictForm page={page} item={item} />}
    </div>
  );
} // biome-ignore format: same

function OpinionForm({ page, item }: Props) {
  const mine = item.opinions.find((one) => one.seat === page.mine.seat);
  return (
    <details>
      <summary>{mine ? words.changeOpinion : words.opinion}</summary>
      <div className="tocsin-disclosed">
        <Press type="opinion.stated" label={mine ? words.changeOpinion : words.giveOpinion} fields={{ item: item.key, seat: page.mine.seat ?? "" }}>
          <fieldset className="com-fieldset">
            <legend className="fr-sr-only">{words.opinion}</legend>
            {Object.entries(opinionNames).map(([value, label]) => (
              <div key={value} className="fr-radio-group fr-radio-group--sm">
                <input type="radio" id={`avis-${item.key}-${value}`} name="opinion" value={value} defaultChecked={mine?.opinion === value} required />
                <label className="fr-label" htmlFor={`avis-${item.key}-${value}`}>{label}</label>
              </div>
            ))}
          </fieldset>
          <label className="fr-label" htmlFor={`avis-${item.key}`}>{words.opinionText}</label>
          <textarea id={`avis-${item.key}`} name="text" rows={2} className="fr-input fr-mb-1w" required defaultValue={mine?.text} />
        </Press>
      </div>
    </details>
  );
} // biome-ignore format: same

function ConflictForm({ page, item }: Props) {
  return (
    <details>
      <summary>{words.conflict}</summary>
      <div className="tocsin-disclosed">
        <p>{words.conflictLead}</p>
        <Press type="conflict.declared" label={words.conflictConfirm} fields={{ item: item.key, seat: page.mine.seat ?? "" }}>
          <label className="fr-label" htmlFor={`conflit-${item.key}`}>{words.conflictReason}</label>
          <textarea id={`conflit-${item.key}`} name="reason" rows={2} className="fr-input fr-mb-1w" required />
        </Press>
      </div>
    </details>
  );
} // biome-ignore format: same

/** A secretary writes down a show of hands, seat by seat. */
function Hands({ page, item }: Props) {
  const { context, mine, can } = page;
  if (!mine.secretary || context.kind === "written" || item.state !== "open" || !can.includes("vote.cast")) return null;
  const waiting = context.presence.filter(
    (one) => one.out === null && !item.votes.some(({ seat }) => seat === one.seat) && !item.conflicts.some(({ who }) => who.id === one.who.id),
  );
  if (waiting.length === 0) return null;
  return (
    <details>
      <summary>{words.hands}</summary>
      <div className="tocsin-disclosed">
        {waiting.map(({ seat }) => {
          const label = context.members.find((one) => one.seat === seat)?.label ?? seat;
          return (
            <Part key={seat} title={label}>
              <div className="com-buttons">
                {(["for", "against", "abstain"] as const).map((vote) => (
                  <Press key={vote} type="vote.cast" kind="tertiary" label={voteNames[vote] ?? vote} about={words.handsFor(label, voteNames[vote] ?? vote)} fields={{ item: item.key, seat, vote }} />
                ))}
              </div>
            </Part>
          );
        })}
      </div>
    </details>
  );
} // biome-ignore format: same
