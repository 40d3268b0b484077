import { test } from "vitest";
import type { Play } from "./play.ts";

export function sitting(play: Play) {
  test.todo(`a meeting ${play.ref}`);
}
