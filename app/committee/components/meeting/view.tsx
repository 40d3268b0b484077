import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ActAnswer } from "#app/engine/command/answering.ts";
import { committee } from "#app/messages/committee.ts";
import { meeting } from "#app/messages/committee-meeting.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { paths } from "#app/ui/paths.ts";
import { Trail } from "#app/ui/trail.tsx";
import type { MeetingPage, PageItem } from "../../queries/meeting-page.ts";
import { RefusedAct } from "../refused-act.tsx";
import { MeetingActs, OtherActs } from "./acts.tsx";
import { Agenda } from "./agenda.tsx";
import { MeetingHead } from "./head.tsx";
import { ItemView } from "./item.tsx";
import { Minutes } from "./minutes.tsx";
import { PresenceList } from "./presence.tsx";
import { Quorum } from "./quorum.tsx";
import { Votes } from "./votes.tsx";

const PARTS = ["agenda", "item", "votes", "presence", "minutes"] as const;
const slugs = {
  agenda: "ordre-du-jour",
  item: "point",
  votes: "votes",
  presence: "presents",
  minutes: "proces-verbal",
};

/** The point to look at: the one asked for, else the one that is open, else the first to come. */
const shownOf = ({ context: { items } }: MeetingPage, asked: string | null): PageItem | undefined =>
  items.find(({ key }) => key === asked) ??
  items.find(({ state }) => state === "open") ??
  items.find(({ state }) => state === "waiting") ??
  items[0];

/** On a phone, what is expected of the reader: their vote, and what becomes of it, while the point is open; whoever
 * presides or writes goes back to the point once they voted; else the point, the agenda or the minutes. */
function partFor({ state, mine, can, decides, context }: MeetingPage, shown: PageItem | undefined, ended: boolean) {
  if (ended) return "minutes";
  if (state !== "held" && state !== "consulting") return "agenda";
  if (shown?.state !== "open" || !mine.seat || !can.includes("vote.cast")) return "item";
  if (context.kind === "sitting" && !mine.present) return "item";
  const said = [...shown.votes, ...shown.conflicts].some(({ seat }) => seat === mine.seat);
  return said && decides.includes(shown.key) ? "item" : "votes";
} // biome-ignore format: one case a line

/** A meeting on one screen: agenda, point, votes; on a phone the same as tabs. Quorum and state are always in view. */
export function MeetingView({ page, answer }: { page: MeetingPage; answer: ActAnswer | undefined }) {
  const [search] = useSearchParams();
  const shown = shownOf(page, search.get("point"));
  const ended = page.context.minutes !== null;
  const written = page.context.kind === "written";
  const live = page.state === "held" || page.state === "consulting";
  const hidden: Record<string, boolean> = { votes: !shown, presence: written, minutes: !ended && page.state !== "held" };
  const tabs = PARTS.filter((one) => !hidden[one]);
  const part = tabs.find((one) => slugs[one] === search.get("vue")) ?? partFor(page, shown, ended);
  return (
    <>
      <div className={live ? "com-wide" : ""}>
      <Trail
        links={[
          { to: paths.committees, label: committee.title },
          { to: `${paths.committees}/${page.instanceRef}`, label: page.context.instance.name },
        ]}
        current={page.ref}
      />
      </div>
      <div role="status">
        {search.has("fait") && <Alert small severity="success" description={meeting.done} className="fr-mb-3w" />}
      </div>
      <MeetingHead page={page} />
      <Said answer={answer} />
      {page.state !== "cancelled" && <Quorum page={page} />}
      <MeetingActs page={page} />
      <TabBar tabs={tabs} part={part} />
      <div className={`com-live fr-mt-3w${ended ? " com-live--ended" : ""}`} data-part={slugs[part]}>
        <Pane part="agenda" title={meeting.tabs.agenda}><Agenda page={page} shown={shown} /><OtherActs page={page} /></Pane>
        <Pane part="item">
          {shown ? <ItemView page={page} item={shown} answer={answer} /> : <p>{meeting.item.none}</p>}
        </Pane>
        <div className="com-side">
          {shown && <Pane part="votes"><Votes page={page} item={shown} /></Pane>}
          {!written && <Pane part="presence"><PresenceList page={page} /></Pane>}
        </div>
        {(ended || page.state === "held") && <Pane part="minutes"><Minutes page={page} answer={answer} /></Pane>}
      </div>
      <CopyLink />
    </>
  );
} // biome-ignore format: panes in their order

function Pane({ part, title, children }: { part: (typeof PARTS)[number]; title?: string; children: ReactNode }) {
  return (
    <div className={`com-pane com-pane--${slugs[part]}`}>
      {title && <h2 className="fr-h5">{title}</h2>}
      {children}
    </div>
  );
} // biome-ignore format: same

/** On a phone, one part at a time. */
function TabBar({ tabs, part }: { tabs: readonly (typeof PARTS)[number][]; part: string }) {
  const [search] = useSearchParams();
  const to = (one: (typeof PARTS)[number]) => {
    const next = new URLSearchParams(search);
    next.set("vue", slugs[one]);
    next.delete("fait");
    return `?${next}`;
  };
  return (
    <nav className="com-tabbar" aria-label={meeting.tabsLabel}>
      {tabs.map((one) => (
        <Link key={one} to={to(one)} preventScrollReset aria-current={one === part ? "true" : undefined}>
          {meeting.tabs[one]}
        </Link>
      ))}
    </nav>
  );
}

/** What a rule, or a newer state, said no to. */
function Said({ answer }: { answer: ActAnswer | undefined }) {
  if (!answer) return null;
  const { refused, errors, conflict } = answer;
  if (refused) return <RefusedAct what={meeting.title} refused={refused} />;
  const text = conflict ? committee.page.stale : errors.map(({ message }) => message).join(" ");
  return text ? <Alert small severity="error" description={text} className="fr-mb-3w" /> : null;
}
