import type { ActAnswer } from "#app/engine/command/answering.ts";
import { meeting } from "#app/messages/committee-meeting.ts";
import { itemState, matterNames, opinionNames, voteNames } from "#app/messages/committee-words.ts";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Why } from "#app/ui/why.tsx";
import type { MeetingPage, PageItem } from "../../queries/meeting-page.ts";
import { Outcome } from "./outcome.tsx";
import { Papers } from "./papers.tsx";
import { Part } from "./part.tsx";
import { MinutesText } from "./text.tsx";

const words = meeting.item;
type Props = { page: MeetingPage; item: PageItem; answer: ActAnswer | undefined };

/** One point: what it is about and why, what is said of it, what comes of it. */
export function ItemView({ page, item, answer }: Props) {
  const seatName = (seat: string) => page.context.members.find((one) => one.seat === seat)?.label ?? seat;
  return (
    <article aria-labelledby="point">
      <p className="tocsin-quiet fr-mb-1v">
        {words.n(item.n)} · {matterNames[item.kind]} <StateBadge {...itemState(item.state)} />
      </p>
      <h2 id="point" className="fr-h3" tabIndex={-1}>{item.title}</h2>
      {item.cause && (
        <div className="fr-mb-2w">
          <p className="fr-mb-1v">{item.cause.text}</p>
          <Why about={item.title} reason={{ statement: item.cause.text, ...item.cause, to: `${paths.conventions}/${page.convention}#regle-${item.cause.rule}` }} />
        </div>
      )}
      <Papers page={page} item={item} />
      <Outcome page={page} item={item} />
      {item.conflicts.length > 0 && (
        <Part title={words.conflicts}>
          <ul>
            {item.conflicts.map((one) => (
              <li key={one.seat + one.at}>
                {words.conflict(one.who.name, seatName(one.seat))} <span className="tocsin-quiet">{one.reason}</span>
              </li>
            ))}
          </ul>
          {item.takenBack.map((one) => (
            <p key={one.seat + one.what} className="tocsin-quiet">
              {words.takenBack(one.who.name, one.what === "vote" ? `${words.vote} (${voteNames[one.value]?.toLowerCase()})` : words.opinion)}
            </p>
          ))}
        </Part>
      )}
      <Texts page={page} item={item} answer={answer} />
      <Part title={words.opinions}>
        {item.opinions.length === 0 ? (
          <p className="tocsin-quiet">{words.noOpinion}</p>
        ) : (
          <ul>
            {item.opinions.map((one) => (
              <li key={one.seat}>
                <strong>{opinionNames[one.opinion]}</strong> · {one.who.name}, {seatName(one.seat)}
                <p className="com-text fr-mb-0">{one.text}</p>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </article>
  );
} // biome-ignore format: short lines stay whole

/** Both texts of the minutes: written by the bureau, read by all. */
function Texts({ page, item, answer }: Props) {
  const late = page.state === "drafted";
  return (["presentation", "discussion"] as const).map((part) => {
    const type = late ? "minutes.amended" : part === "presentation" ? "item.presented" : "item.discussed";
    const writes = page.can.includes(type) && !item.conflicts.some(({ who }) => who.id === page.mine.person);
    const said = item[part];
    if (page.context.kind === "written" && !said && !writes) return null;
    return (
      <Part key={part} title={words[part]}>
        {writes ? (
          <MinutesText key={item.key + part} item={item} part={part} type={type} answer={answer} />
        ) : (
          <p className="com-text">{said?.text ?? words.nothingYet}</p>
        )}
        {said && <p className="tocsin-quiet fr-mt-1v fr-mb-0">{words.writtenBy(said.by.name)}</p>}
      </Part>
    );
  });
}
