import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// For the messages bench: an ENT and an SMS gateway in a process of their own, that answer as documented and only
// count. Prints the port, then a line of counts for each line it is given.
const counts = { sent: 0, sms: 0 };
let drafts = 0;
const profiles = [
  ["Parents", "Relative"],
  ["Élèves", "Student"],
  ["Enseignants", "Teacher"],
  ["Personnels", "Personnel"],
] as const;
/** The groups of a school are those of its name: nothing is looked for. */
const groupsOf = (school: string) =>
  profiles.map(([name, profile]) => ({ id: `${name} ${school}`, name: `${name} de ${school}`, profile }));

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://x");
  request.resume();
  request.on("end", () => {
    const say = (body: unknown, headers = {}) => {
      response.writeHead(200, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(body));
    };
    switch (url.pathname) {
      case "/auth/login":
        return say({}, { "set-cookie": ["oneSessionId=1; Path=/", "XSRF-TOKEN=2; Path=/"] });
      case "/conversation/visible":
        return say({ groups: groupsOf(url.searchParams.get("search") ?? ""), users: [] });
      case "/conversation/draft":
        drafts += 1;
        return say({ id: `d${drafts}` });
      case "/conversation/send":
        counts.sent += 1;
        return say({ id: url.searchParams.get("id"), sent: 30, inactive: [], undelivered: [] });
      default:
        counts.sms += 1;
        return say({ id: `s${counts.sms}`, status: "ok" });
    }
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
process.stdin.on("data", () => process.stdout.write(`${JSON.stringify(counts)}\n`));
process.stdin.on("end", () => process.exit(0));
