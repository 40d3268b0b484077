import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** The demo's own mail server, on loopback: every message really leaves, none leaves the machine. */
export async function mailSink(): Promise<{ url: string; received(): number; close(): Promise<void> }> {
  let received = 0;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    // One box of the demonstration is closed (reachability.ts).
    onRcptTo({ address }, _session, done) {
      if (!address.endsWith("@refus.example.invalid")) return done();
      done(Object.assign(new Error("5.1.1 Cette boîte n’existe plus"), { responseCode: 550 }));
    },
    onData(stream, _session, done) {
      stream.resume();
      stream.on("end", () => {
        received += 1;
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", () => listening()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: () => received,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
