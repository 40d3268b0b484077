import { meeting } from "#app/messages/committee-meeting.ts";
import { matterNames, verdictLabels, voteNames } from "#app/messages/committee-words.ts";
import type { MeetingPage } from "../../queries/meeting-page.ts";
import { Quorum } from "./quorum.tsx";

const words = meeting.projector;

/** The point that is open, else the last one settled; seats by their name, never people. */
export function Projector({ page }: { page: MeetingPage }) {
  const { context, tallies } = page;
  const item = context.items.find(({ state }) => state === "open") ?? context.items.filter(({ outcome }) => outcome).at(-1);
  const next = context.items.find(({ state }) => state === "waiting");
  const tally = item && tallies[item.key];
  const decided = item?.outcome?.what === "decided" ? item.outcome : null;
  return (
    <>
      <p className="tocsin-quiet fr-mb-2w">{context.instance.name}</p>
      {item ? (
        <>
          <h1>
            {item.n}. {item.title}
          </h1>
          <p>{matterNames[item.kind]}</p>
          {decided ? (
            <p className="com-tally">{verdictLabels[decided.outcome.verdict]}</p>
          ) : (
            <p>
              {meeting.item.proposal} : <strong>{verdictLabels[item.proposal] ?? item.proposal}</strong>
            </p>
          )}
          {tally && item.votes.length > 0 && (
            <p className="com-tally" role="status">{meeting.votes.tally(tally.for, tally.against, tally.abstain)}</p>
          )}
          <ul className="com-projector-seats">
            {context.members.map(({ seat, label }) => {
              const vote = item.votes.find((one) => one.seat === seat);
              const conflict = item.conflicts.some((one) => one.seat === seat);
              return (
                <li key={seat}>
                  {label} : <strong>{vote ? voteNames[vote.vote] : conflict ? meeting.votes.inConflict : "…"}</strong>
                </li>
              );
            })}
          </ul>
        </>
      ) : (
        <h1>{context.closedAt ? words.over : words.nobody}</h1>
      )}
      <div className="fr-mt-4w">
        <Quorum page={page} large />
      </div>
      {next && (
        <p className="fr-mt-4w">
          {words.next} : {next.n}. {next.title}
        </p>
      )}
    </>
  );
} // biome-ignore format: short lines stay whole
