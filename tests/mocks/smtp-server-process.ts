import { mailServer } from "./smtp-server.ts";

// For benches: a server in its own process that only counts. Prints its port, then answers a line with its count.
const server = await mailServer({ countOnly: true });
process.stdout.write(`${server.port}\n`);
process.stdin.on("data", () => process.stdout.write(`${server.count()}\n`));
process.stdin.on("end", () => process.exit(0));
