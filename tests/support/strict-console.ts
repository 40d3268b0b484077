import { afterEach, beforeEach, expect, vi } from "vitest";

// A test that makes the console complain has found something, unless it says that it expects it.
let complaints: unknown[][] = [];
beforeEach(() => {
  complaints = [];
  vi.spyOn(console, "error").mockImplementation((...args) => {
    complaints.push(args);
  });
});
afterEach(() => {
  const unexpected = complaints;
  vi.restoreAllMocks();
  expect(unexpected, "console.error inattendu").toEqual([]);
});

/** For a test in which an error is the point. */
export const forgiveConsole = () => {
  complaints = [];
};
