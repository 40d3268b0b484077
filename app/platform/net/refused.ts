export type NetProblem =
  | "malformed"
  | "protocol"
  | "credentials"
  | "inside"
  | "unresolvable"
  | "too-large"
  | "too-slow"
  | "redirects"
  | "unreachable";

/** Why nothing was fetched; its message is the French sentence to show. */
export class NetRefused extends Error {
  constructor(
    readonly problem: NetProblem,
    message: string,
    /** Code of the connection's failure: ECONNREFUSED, CERT_HAS_EXPIRED… */
    readonly code?: string,
  ) {
    super(message);
  }
}
