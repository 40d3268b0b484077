import type { ActAnswer } from "#app/engine/command/answering.ts";
import { meeting } from "#app/messages/committee-meeting.ts";
import { itemState, opinionNames, presenceNames, verdictLabels } from "#app/messages/committee-words.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { formatShort } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { outcomeText } from "../../outcome-text.ts";
import type { MeetingPage, PageItem } from "../../queries/meeting-page.ts";
import { Part } from "./part.tsx";
import { Remarks } from "./remarks.tsx";

const words = meeting.minutes;

/** The minutes as they stand: they grow while the meeting goes, and are read before they are validated. */
export function Minutes({ page, answer }: { page: MeetingPage; answer: ActAnswer | undefined }) {
  const { context, state } = page;
  const { minutes } = context;
  const chairs = context.members.find(({ seat }) => seat === context.chair);
  const names = [chairs?.holder, ...(chairs?.substitutes ?? [])].flatMap((one) => (one ? [one.name] : []));
  const taken = context.items.filter(({ state: of }) => of !== "waiting");
  return (
    <section aria-labelledby="proces-verbal" className="com-minutes">
      <h2 id="proces-verbal" className="fr-h5">{words.title}</h2>
      <p className="tocsin-quiet">
        {state === "held" && words.grows}
        {state === "drafted" && words.toValidate(names.join(", "))}
        {minutes?.validatedAt && minutes.validatedBy && (
          <>
            {words.validatedBy(minutes.validatedBy.name)}, <Moment at={minutes.validatedAt} />.{" "}
          </>
        )}
        {minutes?.sentAt && (
          <>
            {words.sentAt}, <Moment at={minutes.sentAt} />.
          </>
        )}
      </p>
      {context.presence.length > 0 && <Present page={page} />}
      {taken.map((item) => (
        <Taken key={item.key} item={item} page={page} />
      ))}
      <Remarks page={page} answer={answer} />
    </section>
  );
} // biome-ignore format: short lines stay whole

function Present({ page }: { page: MeetingPage }) {
  const { presence, members, timezone } = page.context;
  const hour = (at: string) => formatShort(new Date(at), new Date(at), timezone);
  return (
    <Part title={meeting.presence.title}>
      <ul>
        {presence.map((one) => (
          <li key={one.seat + one.in}>
            {one.who.name} ({presenceNames[one.as]}), {members.find(({ seat }) => seat === one.seat)?.label}, {hour(one.in)}
            {one.out && ` – ${hour(one.out)}`}
          </li>
        ))}
        {(page.context.visits ?? []).map((one) => (
          <li key={one.who.id + one.in}>
            {one.who.name} ({meeting.presence.guest}), {hour(one.in)}
            {one.out && ` – ${hour(one.out)}`}
          </li>
        ))}
      </ul>
    </Part>
  );
} // biome-ignore format: same

function Taken({ item, page }: { item: PageItem; page: MeetingPage }) {
  const { outcome } = item;
  const label = (seat: string) => page.context.members.find((one) => one.seat === seat)?.label ?? seat;
  return (
    <Part title={`${item.n}. ${item.title}`}>
      <p className="fr-mb-1v">
        <StateBadge {...itemState(item.state)} /> <span className="tocsin-quiet">{item.dossier?.ref}</span>
      </p>
      {item.presentation && <p className="com-text fr-mb-1w">{item.presentation.text}</p>}
      {item.discussion && <p className="com-text fr-mb-1w">{item.discussion.text}</p>}
      {item.opinions.map((one) => (
        <p key={one.seat} className="fr-mb-1v">
          {label(one.seat)} : {opinionNames[one.opinion]?.toLowerCase()}. {one.text}
        </p>
      ))}
      {item.conflicts.map((one) => (
        <p key={one.seat + one.at} className="fr-mb-1v">{meeting.item.conflict(one.who.name, label(one.seat))}</p>
      ))}
      {outcome?.what === "decided" ? (
        <>
          <p className="fr-mb-1v">
            <strong>{verdictLabels[outcome.outcome.verdict]}</strong>
            {item.votes.length > 0 && ` · ${meeting.votes.tally(outcome.tally.for, outcome.tally.against, outcome.tally.abstain)}`}
            {outcome.tally.casting && ` · ${meeting.votes.casting[outcome.tally.casting]}`}
          </p>
          <p className="com-text fr-mb-0">{outcomeText(outcome.outcome)}</p>
        </>
      ) : (
        outcome && <p className="com-text fr-mb-0">{outcome.text}</p>
      )}
    </Part>
  );
} // biome-ignore format: same
