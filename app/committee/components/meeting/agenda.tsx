import { Link, useSearchParams } from "@remix-run/react";
import { meeting } from "#app/messages/committee-meeting.ts";
import { itemState, matterNames } from "#app/messages/committee-words.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { MeetingPage, PageItem } from "../../queries/meeting-page.ts";
import { Press } from "./press.tsx";

const words = meeting.agenda;

/** The points in their order; where each stands; on a phone it leads to the point. */
export function Agenda({ page, shown }: { page: MeetingPage; shown: PageItem | undefined }) {
  const { items } = page.context;
  if (items.length === 0) return <p>{words.empty}</p>;
  return (
    <ol className="com-agenda">
      {items.map((item) => (
        <li key={item.key} aria-current={item.key === shown?.key ? "true" : undefined}>
          <ItemLink item={item} />
          <p className="tocsin-quiet fr-mb-0">{matterNames[item.kind]}</p>
          <p className="fr-mb-0">
            <StateBadge {...itemState(item.state)} />
          </p>
          {item.state === "waiting" && <Moves page={page} item={item} />}
        </li>
      ))}
    </ol>
  );
}

function ItemLink({ item }: { item: PageItem }) {
  const [search] = useSearchParams();
  const to = new URLSearchParams(search);
  to.set("point", item.key);
  to.set("vue", "point");
  to.delete("fait");
  return (
    <Link to={`?${to}`} preventScrollReset>
      {item.n}. {item.title}
    </Link>
  );
}

/** Its place in the order, while it waits. */
function Moves({ page, item }: { page: MeetingPage; item: PageItem }) {
  const last = page.context.items.length;
  const move = (to: number) => ({ item: item.key, to });
  return (
    <div className="com-moves">
      {page.can.includes("item.moved") && item.n > 1 && (
        <Press type="item.moved" kind="bare" label={words.up} about={words.move(item.n, words.up)} fields={move(item.n - 1)} />
      )}
      {page.can.includes("item.moved") && item.n < last && (
        <Press type="item.moved" kind="bare" label={words.down} about={words.move(item.n, words.down)} fields={move(item.n + 1)} />
      )}
      {page.can.includes("item.removed") && (
        <Press type="item.removed" kind="bare" label={words.remove} about={words.move(item.n, words.remove)} fields={{ item: item.key }} />
      )}
    </div>
  );
} // biome-ignore format: one press a line
