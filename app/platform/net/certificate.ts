import tls from "node:tls";
import { net } from "#app/messages/net.ts";
import { outsideAddresses, type Reach } from "./outside.ts";
import { NetRefused } from "./refused.ts";

export type Certificate = {
  /** Whether the chain leads to an authority that this machine trusts, and is for that host. */
  trusted: boolean;
  /** Node's word for why not: CERT_HAS_EXPIRED, SELF_SIGNED_CERT_IN_CHAIN… */
  problem: string | null;
  subject: string;
  issuer: string;
  /** ISO 8601, UTC. */
  validTo: string;
  /** Names of the chain, from the host's own to the authority. */
  chain: string[];
};

/**
 * The certificate that a host presents, trusted or not, read from an address that was checked (see guardedFetch).
 * @throws NetRefused « inside », « unresolvable », « too-slow », « unreachable »
 */
export async function readCertificate(
  url: URL,
  { timeoutMs = 8_000, ca, ...reach }: Reach & { timeoutMs?: number; ca?: string | undefined } = {},
): Promise<Certificate> {
  const [first] = await outsideAddresses(url.hostname, reach);
  return new Promise((resolve, reject) => {
    const socket = tls.connect(
      {
        host: first?.address,
        port: Number(url.port || 443),
        servername: url.hostname,
        // Read even when it is bad: what is wrong with it is the fact looked for. Nothing is sent.
        rejectUnauthorized: false,
        ...(ca && { ca }),
      },
      () => {
        const leaf = socket.getPeerCertificate(true);
        const wrongHost = tls.checkServerIdentity(url.hostname, leaf);
        const problem = socket.authorizationError
          ? String(socket.authorizationError)
          : (wrongHost && "ERR_TLS_CERT_ALTNAME_INVALID") || null;
        const chain: string[] = [];
        for (
          let one: tls.DetailedPeerCertificate | undefined = leaf;
          one?.subject && chain.length < 8;
          one = one.issuerCertificate === one ? undefined : one.issuerCertificate
        )
          chain.push(String(one.subject.CN ?? one.subject.O ?? "?").slice(0, 120));
        socket.end();
        resolve({
          trusted: problem === null,
          problem,
          subject: chain[0] ?? "?",
          issuer: String(leaf.issuer?.CN ?? leaf.issuer?.O ?? "?").slice(0, 120),
          validTo: new Date(leaf.valid_to).toISOString(),
          chain,
        });
      },
    );
    socket.setTimeout(timeoutMs, () => socket.destroy(new NetRefused("too-slow", net.tooSlow(timeoutMs))));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error instanceof NetRefused
          ? error
          : new NetRefused("unreachable", net.unreachable(error.code ?? ""), error.code),
      ),
    );
  });
}
