import type { Reach } from "./outside.ts";

type OwnReach = Reach & { /** Authorities trusted besides the system’s. */ ca?: string };

let own: OwnReach = {};

/** What this process may reach, as its operator said at start (TOCSIN_INSIDE_ALLOWED); tests give their own names. */
export const setOwnReach = (reach: OwnReach): void => {
  own = reach;
};
export const ownReach = (): OwnReach => own;
