import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe } from "vitest";
import { gathering } from "./crisis/gathering.ts";
import { leaving } from "./crisis/leaving.ts";
import { type Play, setUp } from "./crisis/play.ts";
import { speaking } from "./crisis/speaking.ts";
import { working } from "./crisis/working.ts";

// One story, in order: each chapter goes on from where the one before it left the five browsers.
describe("a crisis run by five people in five browsers at once, one of them on a phone", () => {
  const play = {} as Play;
  beforeAll(async () => {
    mkdirSync("test-results", { recursive: true });
    Object.assign(play, await setUp());
  });
  afterAll(async () => {
    await play.browser?.close();
    await play.server?.stop();
  });

  gathering(play);
  working(play);
  speaking(play);
  leaving(play);
});
