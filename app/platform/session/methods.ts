import { session } from "#app/messages/session.ts";
import type { Env } from "../env.ts";
import type { SessionMethod } from "./open-session.ts";

/**
 * A way of signing in. Each ends with `openSession`; single sign-on and passkeys join this list with their own
 * start page, and the sign-in page needs no change.
 */
export type SignInMethod = {
  key: SessionMethod;
  label: string;
  /** Page where it starts, or null when the sign-in page holds its form itself. */
  start: string | null;
  offered(env: Env): boolean;
};

const methods: SignInMethod[] = [
  { key: "link", label: session.byLink, start: null, offered: () => true },
  { key: "demo", label: session.byDemo, start: "/demo", offered: (env) => env.TOCSIN_DEMO === "1" },
];

/** The ways of signing in that this console offers, in the order of the page. */
export const offeredMethods = (env: Env) => methods.filter((method) => method.offered(env));
