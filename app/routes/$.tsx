import { problem } from "#app/ui/problem.ts";

// A route for what has none: only a matched page has its root loader run, and the frame knows who reads.
export function loader() {
  throw problem(404);
}

export const action = loader;

export default function NotFound() {
  return null;
}
