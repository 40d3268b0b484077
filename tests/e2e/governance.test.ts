import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe } from "vitest";
import { asking } from "./governance/asking.ts";
import { instructing } from "./governance/instructing.ts";
import { type Play, setUp } from "./governance/play.ts";
import { providing } from "./governance/providing.ts";
import { sitting } from "./governance/sitting.ts";

// One story, in order: each chapter goes on from where the one before it left its browsers.
describe("an application, from a school's request to its open link, and its suspension", () => {
  const play = {} as Play;
  beforeAll(async () => {
    mkdirSync("test-results", { recursive: true });
    Object.assign(play, await setUp());
  });
  afterAll(async () => {
    await play.browser?.close();
    await play.server?.stop();
  });

  asking(play);
  instructing(play);
  sitting(play);
  providing(play);
});
