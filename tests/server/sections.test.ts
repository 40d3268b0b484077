import { readdirSync } from "node:fs";
import { matchRoutes } from "@remix-run/react";
import { expect, test } from "vitest";
import { routesBySection } from "#server/sections.ts";

type Route = { id: string; parentId?: string; path?: string; index?: true };
/** The console's own routes by the names of their files, as Remix reads them (routes are flat). */
const paths = readdirSync("app/routes").map((file): Route => {
  const id = `routes/${file.replace(/\.tsx?$/, "")}`;
  const parts = id.slice("routes/".length).split(/\.(?![^[]*\])/);
  const index = parts.at(-1) === "_index";
  const path = parts
    .filter((part) => part !== "_index")
    .map((part) => part.replace(/_$/, "").replace(/^\$$/, "*").replace(/^\$/, ":").replaceAll(/\[|\]/g, ""))
    .join("/");
  return { id, parentId: "root", ...(path && { path }), ...(index && { index }) };
});
const routes = Object.fromEntries([{ id: "root", path: "" }, ...paths].map((one) => [one.id, one]));
const sections = routesBySection(routes);
const match = (ids: Iterable<string>, address: string) => {
  const some = [...ids].flatMap((id) => (id === "root" ? [] : (routes[id] ?? [])));
  return matchRoutes(some as Parameters<typeof matchRoutes>[0], address)?.at(-1)?.route.id;
};

test("each address finds in its section the route that it finds among all", () => {
  const addresses = paths.map(({ path = "" }) => `/${path.replaceAll(/:\w+|\*/g, "X-2026-001")}`);
  addresses.push("/Crises/CRI-2026-001", "/crises/CRI-2026-001/nulle/part", "//incidents", "/liste-blanche/");
  for (const address of addresses) {
    const ids = sections.get(address.split("/").find(Boolean)?.toLowerCase() ?? "");
    if (ids)
      expect(`${address} ${match(ids, address)}`).toBe(`${address} ${match(Object.keys(routes), address)}`);
  }
  expect(addresses.length).toBeGreaterThan(150);
});

test("a section holds its own routes, the root and the page of what leads nowhere, and nobody else's", () => {
  const crises = [...(sections.get("crises") ?? [])];
  expect(crises).toEqual(expect.arrayContaining(["root", "routes/$", "routes/crises.$ref._index"]));
  expect(crises.filter((id) => !/^(root|routes\/(\$|_index|crises\..*))$/.test(id))).toEqual([]);
});

test("what begins with a parameter may match anywhere, with what stands under it", () => {
  const found = routesBySection({
    root: { id: "root", path: "" },
    any: { id: "any", parentId: "root", path: ":langue/aide" },
    crises: { id: "crises", parentId: "root", path: "crises" },
    room: { id: "room", parentId: "crises", path: ":ref" },
  });
  expect([...(found.get("crises") ?? [])].sort()).toEqual(["any", "crises", "room", "root"]);
});
