import { NotFound } from "#app/engine/errors.ts";
import { problem } from "#app/ui/problem.ts";

/** What the caller may not know exists answers as what does not. */
export async function or404<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotFound) throw problem(404);
    throw error;
  }
}
