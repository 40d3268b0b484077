import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Guard, guardedFetch, NetRefused } from "#app/platform/net/guarded-fetch.ts";
import { isOutside } from "#app/platform/net/outside.ts";

const servers: Server[] = [];
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The test's own server is inside: only these tests may go there. */
const here: Guard = { plain: true, inside: ["127.0.0.1/32"] };
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => "fetched",
    (error: unknown) => (error instanceof NetRefused ? error.problem : `other: ${error}`),
  );

describe("an address is inside", () => {
  it.each([
    ["loopback", "127.0.0.1"], ["all of loopback", "127.8.8.8"], ["this network", "0.0.0.0"],
    ["private", "10.0.0.1"], ["private", "172.16.0.1"], ["private", "192.168.1.1"], ["shared (CGNAT)", "100.64.0.1"],
    ["link-local, where hosts keep their metadata", "169.254.169.254"], ["Alibaba's metadata", "100.100.100.200"],
    ["Azure's", "168.63.129.16"], ["Oracle's", "192.0.0.192"], ["multicast", "224.0.0.1"], ["broadcast", "255.255.255.255"],
    ["benchmarks", "198.18.0.1"], ["IPv6 loopback", "::1"], ["unspecified", "::"], ["mapped", "::ffff:127.0.0.1"],
    ["mapped, in hexadecimal", "::ffff:7f00:1"], ["IPv4-compatible", "::7f00:1"], ["NAT64 of inside", "64:ff9b::a00:1"],
    ["local NAT64", "64:ff9b:1::1"], ["6to4", "2002:7f00:1::"], ["Teredo", "2001:0:4136:e378::1"], ["unique local", "fd00:ec2::254"],
    ["IPv6 link-local", "fe80::1"], ["old site-local", "fec0::1"], ["documentation", "2001:db8::1"], ["no address", "localhost"],
  ])("%s: %s", (_, address) => expect(isOutside(address)).toBe(false)); // biome-ignore format: a list to read at a glance

  it("and outside when it is global, NAT64 of a global one included", () => {
    for (const address of ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808", "::ffff:8.8.8.8"])
      expect(isOutside(address), address).toBe(true);
  });

  it("unless the operator named its network", () => {
    expect(isOutside("10.1.2.3", ["10.1.2.0/24"])).toBe(true);
    expect(isOutside("10.1.3.3", ["10.1.2.0/24"])).toBe(false);
    expect(isOutside("::ffff:10.1.2.3", ["10.1.2.0/24"])).toBe(true);
  });
});

describe("the guarded fetch", () => {
  it.each([
    "https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/", "https://[::1]/",
    "https://[::ffff:169.254.169.254]/latest/meta-data", "https://169.254.169.254/latest/meta-data", "https://localhost/",
  ])("refuses %s before any connection", async (address) => {
    expect(await problemOf(guardedFetch(address))).toBe("inside");
  }); // biome-ignore format: same

  it("refuses a host of which one address lies inside, among others that do not", async () => {
    const resolve = async () => ["8.8.8.8", "10.0.0.7"];
    expect(await problemOf(guardedFetch("https://mixed.example/", { resolve }))).toBe("inside");
  });

  it("connects to the very address it checked, whatever DNS says next", async () => {
    const hosts: string[] = [];
    const port = await serve((request, response) => {
      hosts.push(request.headers.host ?? "");
      response.end("vu");
    });
    let asked = 0;
    // A second look-up would lead to a port that answers nobody.
    const resolve = async () => [asked++ === 0 ? "127.0.0.1" : "10.0.0.7"];
    const answer = await guardedFetch(`http://rebinding.example:${port}/`, { ...here, resolve });
    expect(answer.body.toString()).toBe("vu");
    expect(asked).toBe(1);
    expect(hosts).toEqual([`rebinding.example:${port}`]);
  });

  it("follows no redirect to inside", async () => {
    let inner = 0;
    const secret = await serve((_, response) => {
      inner += 1;
      response.end();
    });
    const port = await serve((_, response) =>
      response.writeHead(302, { location: `http://inner.example:${secret}/` }).end(),
    );
    const resolve = async (host: string) => [host === "inner.example" ? "127.0.0.2" : "127.0.0.1"];
    expect(await problemOf(guardedFetch(`http://outer.example:${port}/`, { ...here, resolve }))).toBe(
      "inside",
    );
    expect(inner).toBe(0);
  });

  it("follows three redirects and no fourth, without carrying a secret to another host", async () => {
    const seen: (string | undefined)[] = [];
    const port: number = await serve((request, response) => {
      seen.push(request.headers.authorization);
      const left = Number(request.url?.slice(1));
      if (left === 0) return void response.end("fin");
      response.writeHead(307, { location: `http://b.example:${port}/${left - 1}` }).end();
    });
    const resolve = async () => ["127.0.0.1"];
    const guard = { ...here, resolve, headers: { authorization: "Bearer secret" } };
    expect((await guardedFetch(`http://a.example:${port}/3`, guard)).url).toBe(`http://b.example:${port}/0`);
    expect(seen).toEqual(["Bearer secret", undefined, undefined, undefined]);
    expect(await problemOf(guardedFetch(`http://a.example:${port}/4`, guard))).toBe("redirects");
  });

  it("gives a redirect back as it is to whoever posts", async () => {
    const port = await serve((_, response) =>
      response.writeHead(302, { location: "http://10.0.0.1/" }).end(),
    );
    const answer = await guardedFetch(`http://127.0.0.1:${port}/`, { ...here, method: "POST", body: "{}" });
    expect(answer.status).toBe(302);
  });

  it("stops at a size, said or not", async () => {
    const port = await serve((request, response) => {
      if (request.url === "/said")
        return void response.writeHead(200, { "content-length": "5000" }).end("x".repeat(5_000));
      for (let i = 0; i < 50; i++) response.write("x".repeat(100));
      response.end();
    });
    for (const path of ["said", "unsaid"])
      expect(
        await problemOf(guardedFetch(`http://127.0.0.1:${port}/${path}`, { ...here, maxBytes: 4_000 })),
      ).toBe("too-large");
    expect(
      (await guardedFetch(`http://127.0.0.1:${port}/unsaid`, { ...here, maxBytes: 5_000 })).body,
    ).toHaveLength(5_000);
  });

  it("stops at a time: a server that never answers, drips, or a DNS that hangs", async () => {
    const port = await serve((request, response) => {
      if (request.url !== "/drip") return;
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    const slow = { ...here, timeoutMs: 150 };
    expect(await problemOf(guardedFetch(`http://127.0.0.1:${port}/never`, slow))).toBe("too-slow");
    expect(await problemOf(guardedFetch(`http://127.0.0.1:${port}/drip`, slow))).toBe("too-slow");
    const resolve = () => new Promise<string[]>(() => {});
    expect(await problemOf(guardedFetch(`http://hangs.example:${port}/`, { ...slow, resolve }))).toBe(
      "too-slow",
    );
  });

  it.each([
    ["http://example.org/", "protocol"], ["file:///etc/passwd", "protocol"], ["javascript:alert(1)", "protocol"],
    ["https://user:secret@example.org/", "credentials"], ["pas une adresse", "malformed"], ["https://", "malformed"],
  ])("refuses %s", async (address, problem) => {
    expect(await problemOf(guardedFetch(address))).toBe(problem);
  }); // biome-ignore format: same

  it("says what an unknown host and a closed port are", async () => {
    expect(await problemOf(guardedFetch("https://nowhere.example/", { resolve: async () => [] }))).toBe(
      "unresolvable",
    );
    const port = await serve(() => {});
    servers.splice(0)[0]?.close();
    expect(await problemOf(guardedFetch(`http://127.0.0.1:${port}/`, here))).toBe("unreachable");
  });
});
