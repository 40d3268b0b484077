import { expect, test } from "vitest";
import { freshDatabase } from "../support/databases.ts";
import { siege } from "./siege.ts";

test.each([
  ["postgres", 101],
  ["embedded", 102],
] as const)(
  "three kills under load on %s lose no command, break no chain and leave no alert unsent",
  async (kind, seed) => {
    const made = kind === "postgres" ? await freshDatabase("postgres") : null;
    await made?.close();
    const { counts, violations } = await siege({
      kind,
      kills: 3,
      seed,
      ...(made?.url && { database: made.url }),
    });
    expect(violations).toEqual([]);
    expect(counts.commands).toBeGreaterThan(5);
  },
);
