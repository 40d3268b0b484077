import type { Presence } from "../queries/presence.ts";
import type { RoomPage as Page } from "../queries/room.ts";

/** Whoever looks at the room now, or did lately. */
export type Present = Presence;
/** All that the room shows, as the server knew it. Times are ISO 8601 in UTC. */
export type RoomPage = Page;
