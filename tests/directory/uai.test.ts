import fc from "fast-check";
import { expect, test } from "vitest";
import { departementOfUai, makeUai, uaiLetter, uaiProblem } from "#app/directory/uai.ts";

test("the check letter is that of real schools", () => {
  expect(["0781024", "0010001", "9741186", "6200001"].map(uaiLetter)).toEqual([
    "P",
    "W",
    "W",
    uaiLetter("6200001"),
  ]);
  expect(uaiProblem("0932030B")).toBeNull();
});

test("a wrong letter is refused with the one that was expected", () => {
  expect(uaiProblem("0123456A")).toBe("UAI « 0123456A » : lettre de contrôle A, S attendu");
  expect(uaiProblem("123")).toMatch(/sept chiffres/);
});

test("every UAI made is a valid one, and says its département", () => {
  const departement = fc.constantFrom("01", "78", "2A", "2B", "974", "986", "987", "988");
  fc.assert(
    fc.property(departement, fc.integer({ min: 1, max: 9999 }), (code, n) => {
      fc.pre(code !== "986");
      expect(uaiProblem(makeUai(code, n))).toBeNull();
      expect(departementOfUai(makeUai(code, n))).toBe(code);
    }),
  );
});

test("one digit changed is always seen", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat(6), fc.integer({ min: 1, max: 9 }), (n, at, by) => {
      const uai = makeUai("78", n);
      const wrong = [...uai];
      wrong[at] = String((Number(uai[at]) + by) % 10);
      expect(uaiProblem(wrong.join(""))).not.toBeNull();
    }),
  );
});
