import { expect, test } from "vitest";
import { rightsOf } from "#app/platform/permissions.ts";
import { navigationFor } from "#app/ui/frame/navigation.ts";

const menuOf = (role: string, at = "/") => navigationFor(rightsOf([{ function: role }]), at);
const names = (role: string) => menuOf(role).map(({ text }) => text);

test("what is reached in a hurry is one press away for everybody; the rest is grouped", () => {
  for (const role of ["chefEtablissement", "rssi", "exploitant", "auditeur"])
    expect(names(role).slice(0, 4)).toEqual(["Accueil", "Incidents", "Crises", "Messages"]);
  expect(names("chefEtablissement")).toHaveLength(7);
  expect(names("rssi").length).toBeLessThanOrEqual(8);
});

test("a group with one entry for someone is that entry, and a group shows where one is", () => {
  expect(menuOf("administrateur").map(({ text }) => text)).toContain("Exploitation");
  expect(names("rssi")).toContain("Envois en échec");
  const menu = menuOf("rssi", "/instances/INS-2026-001");
  expect(menu.filter(({ isActive }) => isActive).map(({ text }) => text)).toEqual(["Gouvernance"]);
  const inside = menu.find(({ text }) => text === "Gouvernance")?.menuLinks ?? [];
  expect(inside.filter(({ isActive }) => isActive).map(({ text }) => text)).toEqual(["Instances"]);
});
