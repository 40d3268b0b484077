import { createContext, useContext } from "react";
import type { Room } from "#machines/crisis/v1/room.ts";
import type { Answer, Body } from "./answer.ts";
import type { Present, RoomPage } from "./page.ts";
import type { Waiting } from "./queue.ts";
import type { RoomQueue } from "./use-queue.ts";

/** What a form answered when the page runs without JavaScript. */
export type Posted = { body: Body; answer: Exclude<Answer, { ok: unknown }> };

export type RoomView = {
  page: RoomPage;
  /** As it is now. */
  room: Room;
  presence: readonly Present[];
  sending: RoomQueue;
  posted: Posted | undefined;
  /** Whether the reader may send this type now. */
  may(type: string): boolean;
};

const Context = createContext<RoomView | null>(null);
export const RoomProvider = Context.Provider;

export function useRoomView(): RoomView {
  const view = useContext(Context);
  if (!view) throw new Error("Outside the crisis room.");
  return view;
}

/** What was sent about a step or decision and is not shown yet, or was refused. */
export function useWaitingFor(step: string): readonly Waiting[] {
  const { items } = useRoomView().sending;
  return items.filter(({ body }) => body.step === step || body.decision === step);
}
