import { expect, test } from "vitest";
import { lockAway, takeOut } from "#app/platform/channels/vault.ts";

const SECRET = "secret-des-tests-".repeat(3);

test("what is locked away opens again, and never looks twice the same", () => {
  const one = lockAway(SECRET, "row", "mot de passe é€");
  const two = lockAway(SECRET, "row", "mot de passe é€");
  expect(takeOut(SECRET, "row", one)).toBe("mot de passe é€");
  expect(one.equals(two)).toBe(false);
  expect(one.toString("latin1")).not.toContain("mot de passe");
});

test("copied to another row, with another server secret, or with one bit changed, it does not open", () => {
  const sealed = lockAway(SECRET, "row", "mot de passe");
  expect(takeOut(SECRET, "another row", sealed)).toBeNull();
  expect(takeOut(`${SECRET}x`, "row", sealed)).toBeNull();
  for (let at = 0; at < sealed.length; at += 1) {
    const bent = Buffer.from(sealed);
    bent[at] = (bent[at] ?? 0) ^ 1;
    expect(takeOut(SECRET, "row", bent)).toBeNull();
  }
  for (const cut of [0, 1, 20, sealed.length - 1])
    expect(takeOut(SECRET, "row", sealed.subarray(0, cut))).toBeNull();
});
