import { useLocation, useSearchParams } from "@remix-run/react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { boardOf } from "../../room-state/actions.ts";
import { clocksOf } from "../../room-state/clocks.ts";
import { mainActionOf } from "../../room-state/main-action.ts";
import type { RoomPage } from "../../room-state/page.ts";
import { type Posted, RoomProvider, type RoomView } from "../../room-state/room-context.ts";
import { usePresence } from "../../room-state/use-presence.ts";
import { useQueue } from "../../room-state/use-queue.ts";
import { useRoom } from "../../room-state/use-room.ts";
import { LogPanel } from "./log-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { RoomHeader } from "./room-header.tsx";
import { RoomHelp } from "./room-help.tsx";
import { RoomNotices } from "./room-notices.tsx";
import { RoomTabs, type Tab, tabOf } from "./room-tabs.tsx";
import { SituationPanel } from "./situation-panel.tsx";
import { StepsPanel } from "./steps-panel.tsx";

/** The crisis room: one screen, no page change. On a phone, its parts as tabs. */
export function RoomScreen({
  page,
  posted,
  messages,
}: {
  page: RoomPage;
  posted: Posted | undefined;
  /** What was written to the community for this crisis: another domain's, so the route brings it. */
  messages: ReactNode;
}) {
  const room = useRoom(page);
  const sending = useQueue(page, room.revision);
  const presence = usePresence(page.ref, page.presence);
  const [search] = useSearchParams();
  const tab = tabOf(search);
  const frame = useFitted();
  useFocusOnAnchor();
  const { items } = sending;
  const board = useMemo(() => {
    const mentioned = new Set(
      items.flatMap(({ body, state }) => (state === "refused" ? [body.step ?? body.decision] : [])),
    );
    return boardOf(page.runbook, room, page.me.id, mentioned);
  }, [page.runbook, room, page.me.id, items]);
  const clocks = clocksOf(page.runbook, room);
  const view: RoomView = { page, room, presence, sending, posted, may: (type) => page.can.includes(type) };
  return (
    <RoomProvider value={view}>
      <div className="crisis-room" data-tab={tab} ref={frame}>
        <RoomHeader nearest={clocks[0]} main={mainActionOf(page, room, board)} />
        <RoomNotices />
        <div className="crisis-panels">
          <StepsPanel board={board} />
          <LogPanel />
          <div className="crisis-panels__side">
            <SituationPanel clocks={clocks} messages={messages} />
            <PeoplePanel />
          </div>
        </div>
        <RoomTabs tab={tab} mine={board.mine.length} unseen={useUnseen(tab, room.revision)} />
      </div>
      <RoomHelp />
    </RoomProvider>
  );
}

/** Entries that came while another tab was in view. */
function useUnseen(tab: Tab, revision: number): number {
  const [seen, setSeen] = useState(revision);
  useEffect(() => {
    if (tab === "journal") setSeen(revision);
  }, [tab, revision]);
  return Math.max(0, revision - seen);
}

/** On a wide screen the room fills what the header and the banners leave, so that nothing needs the page to scroll. */
function useFitted() {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const measure = () => {
      const top = (frame.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      frame.current?.style.setProperty("--room-top", `${Math.round(top)}px`);
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, []);
  return frame;
}

/** A link to a card or to the entry line leaves the keyboard there. */
function useFocusOnAnchor() {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key`: the same link pressed twice.
  useEffect(() => {
    if (!/^#(etape-|saisie|siege)/.test(hash)) return;
    const target = document.getElementById(hash.slice(1));
    const field = target?.matches("form") ? target.querySelector<HTMLElement>("textarea, select") : target;
    for (const fold of target?.querySelectorAll<HTMLDetailsElement>(":scope > details") ?? [])
      fold.open = true;
    field?.focus();
  }, [hash, key]);
}
