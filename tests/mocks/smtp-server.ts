import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** What the server does with the next messages. */
export type Behaviour = {
  /** Reply to MAIL FROM. */
  sender?: () => { code: number; text?: string } | undefined;
  /** Reply to RCPT TO: a code to refuse with, or nothing to take it. */
  recipient?: (address: string) => { code: number; text?: string } | undefined;
  /** Reply after DATA. */
  data?: (n: number) => { code: number; text?: string } | undefined;
  /** Milliseconds before the reply to DATA. */
  delayMs?: number;
  /** Cuts the connection in the middle of DATA, for this many messages. */
  drops?: number;
};
/** `from`: the return path of its envelope. */
export type Received = { to: string; from: string; mail: Email; raw: string };

/** A real SMTP server of the tests' own, on 127.0.0.1. */
export async function mailServer(options: { port?: number; countOnly?: boolean } = {}) {
  let behaviour: Behaviour = {};
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let count = 0;
  let asked = 0;
  const refusal = ({ code, text }: { code: number; text?: string }) =>
    Object.assign(new Error(text ?? "refusé par le test"), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    logger: false,
    maxClients: 200,
    closeTimeout: 100,
    onMailFrom(_address, _session, done) {
      const reply = behaviour.sender?.();
      done(reply ? refusal(reply) : null);
    },
    onRcptTo({ address }, _session, done) {
      const reply = behaviour.recipient?.(address);
      done(reply ? refusal(reply) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      asked += 1;
      if ((behaviour.drops ?? 0) > 0) {
        behaviour.drops = (behaviour.drops ?? 0) - 1;
        stream.once("data", () => {
          for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
        });
        return;
      }
      stream.on("data", (chunk: Buffer) => options.countOnly || chunks.push(chunk));
      stream.on("end", async () => {
        if (behaviour.delayMs) await new Promise((resolve) => setTimeout(resolve, behaviour.delayMs));
        const reply = behaviour.data?.(asked);
        if (reply) return done(refusal(reply));
        count += 1;
        if (!options.countOnly) {
          const raw = Buffer.concat(chunks).toString("utf8");
          const mail = await PostalMime.parse(raw);
          const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
          for (const { address } of session.envelope.rcptTo) received.push({ to: address, from, mail, raw });
        }
        done(null, `OK queued as TEST${count}`);
      });
    },
  });
  // Clients that go away in the middle are what some tests are about.
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Messages taken. */
    count: () => count,
    /** Messages offered, taken or not. */
    asked: () => asked,
    behave(next: Behaviour) {
      behaviour = next;
    },
    /** Refuses with a 4xx so many times, then takes. */
    busy(times: number) {
      let left = times;
      behaviour = { recipient: () => (left-- > 0 ? { code: 451 } : undefined) };
    },
    /** Gone at once, connections cut: like a kill. */
    async kill() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}
export type MailServer = Awaited<ReturnType<typeof mailServer>>;
