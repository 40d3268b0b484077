import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

type Kept = { uid: number; raw: Buffer; at: Date };

/** A mailbox of the tests' own: as much of RFC 3501 as a client that reads needs, on 127.0.0.1. */
export async function imapServer({ user = "retours", password = "secret" } = {}) {
  let uidValidity = 1;
  let next = 1;
  let mails: Kept[] = [];
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  let cutAfter = Number.POSITIVE_INFINITY;

  const matching = (set: string) => {
    const highest = mails.at(-1)?.uid ?? 0;
    const edge = (text: string) => (text === "*" ? highest : Number(text));
    const ranges = set.split(",").map((part) => {
      const [a = "", b = a] = part.split(":");
      return [Math.min(edge(a), edge(b)), Math.max(edge(a), edge(b))] as const;
    });
    return mails.filter(({ uid }) => ranges.some(([from, to]) => uid >= from && uid <= to));
  };

  function search(query: string): number[] {
    const [, set] = /\bUID (\S+)/.exec(query) ?? [];
    const [, since] = /\bSINCE "?([\w-]+)"?/.exec(query) ?? [];
    return (set ? matching(set) : mails)
      .filter(({ at }) => !since || at.getTime() >= Date.parse(`${since} UTC`))
      .map(({ uid }) => uid);
  }

  function answer(socket: Socket, line: string): unknown {
    const [, tag = "*", verb = "", rest = ""] = /^(\S+) (UID \w+|\w+) ?(.*)$/i.exec(line) ?? [];
    commands.push(`${verb} ${rest}`.trim());
    const say = (text: string): unknown => socket.write(`${text}\r\n`);
    const ok = (text = "") => say(`${tag} OK ${text || "fait"}`);
    switch (verb.toUpperCase()) {
      case "CAPABILITY":
        say("* CAPABILITY IMAP4rev1 NAMESPACE");
        return ok();
      case "LOGIN": {
        const right = rest.replaceAll('"', "") === `${user} ${password}`;
        return right ? ok() : say(`${tag} NO [AUTHENTICATIONFAILED] refusé`);
      }
      case "NAMESPACE":
        say('* NAMESPACE (("" "/")) NIL NIL');
        return ok();
      case "LIST":
      case "LSUB":
        say(`* ${verb.toUpperCase()} (\\HasNoChildren) "/" "INBOX"`);
        return ok();
      case "EXAMINE":
      case "SELECT":
        if (!/INBOX/i.test(rest)) return say(`${tag} NO [NONEXISTENT] inconnue`);
        say(`* ${mails.length} EXISTS`);
        say("* FLAGS (\\Seen)");
        say(`* OK [UIDVALIDITY ${uidValidity}]`);
        say(`* OK [UIDNEXT ${next}]`);
        return say(`${tag} OK [${verb.toUpperCase() === "EXAMINE" ? "READ-ONLY" : "READ-WRITE"}] fait`);
      case "UID SEARCH":
        say(`* SEARCH ${search(rest.toUpperCase()).join(" ")}`.trim());
        return ok();
      case "UID FETCH": {
        const [, set = "", items = ""] = /^(\S+) (.*)$/.exec(rest) ?? [];
        const most = Number(/BODY(?:\.PEEK)?\[\]<0\.(\d+)>/i.exec(items)?.[1] ?? Number.MAX_SAFE_INTEGER);
        for (const { uid, raw } of matching(set)) {
          if (cutAfter-- <= 0) return socket.destroy();
          const body = raw.subarray(0, most);
          const part = most < Number.MAX_SAFE_INTEGER ? "BODY[]<0>" : "BODY[]";
          socket.write(
            `* ${mails.findIndex((one) => one.uid === uid) + 1} FETCH (UID ${uid} ${part} {${body.length}}\r\n`,
          );
          socket.write(body);
          socket.write(")\r\n");
        }
        return ok();
      }
      case "LOGOUT":
        say("* BYE au revoir");
        ok();
        return socket.end();
      default:
        return ["ID", "NOOP", "ENABLE", "CLOSE", "UNSELECT", "CHECK"].includes(verb.toUpperCase())
          ? ok()
          : say(`${tag} BAD inconnu`);
    }
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    socket.write("* OK IMAP4rev1 prêt\r\n");
    let waiting = "";
    socket.on("data", (chunk) => {
      waiting += chunk.toString("latin1");
      for (let end = waiting.indexOf("\r\n"); end >= 0; end = waiting.indexOf("\r\n")) {
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + 2);
        answer(socket, line);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: (secret = password) => `imap://${user}:${secret}@127.0.0.1:${port}/INBOX`,
    commands,
    add(raw: string | Buffer, at = new Date()) {
      mails.push({ uid: next, raw: Buffer.from(raw), at });
      next += 1;
      return next - 1;
    },
    /** The mailbox was made anew: other UIDs, same mail. */
    renumber() {
      uidValidity += 1;
      mails = mails.map((mail, n) => ({ ...mail, uid: n + 1 }));
      next = mails.length + 1;
    },
    /** Cuts the connection in the middle of what it sends, after so many messages. */
    cut(after: number) {
      cutAfter = after;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
