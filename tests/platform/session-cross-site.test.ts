import { describe, expect, it } from "vitest";
import { crossSite } from "#app/platform/session/cross-site.ts";

const publicUrl = "https://tocsin.example";
const cookie = "__Host-tocsin=secret";
const refused = (headers: Record<string, string>, method = "POST") =>
  crossSite({ method, headers }, publicUrl);

describe("a request that changes something", () => {
  it.each([
    ["another site's form", { cookie, "sec-fetch-site": "cross-site" }],
    ["a neighbour host's form", { cookie, "sec-fetch-site": "same-site", origin: "https://ent.example" }],
    [
      "another site, told by Origin alone",
      { cookie, origin: "https://evil.example", host: "tocsin.example" },
    ],
    ["a sandboxed frame", { cookie, origin: "null", host: "tocsin.example" }],
    ["another site signing the victim in as the attacker", { origin: "https://evil.example" }],
    ["a cookie without a word about where it comes from", { cookie }],
    [
      "a cookie beside a made-up bearer token",
      { cookie, authorization: "Bearer x", "sec-fetch-site": "cross-site" },
    ],
  ])("is refused from %s", (_what, headers) => expect(refused(headers)).toBe(true));

  it.each([
    ["the console's own form", { cookie, "sec-fetch-site": "same-origin" }],
    ["its own form, told by Origin alone", { cookie, origin: publicUrl }],
    [
      "its own form under the name that the request used",
      { cookie, origin: "http://10.0.0.4:3000", host: "10.0.0.4:3000" },
    ],
    ["a program with a token", { authorization: "Bearer x" }],
    ["a program without a cookie", {}],
  ])("is let through from %s", (_what, headers) => expect(refused(headers)).toBe(false));

  it("may be read from anywhere", () =>
    expect(refused({ cookie, "sec-fetch-site": "cross-site" }, "GET")).toBe(false));
});
