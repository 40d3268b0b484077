import { NotFound } from "#app/engine/errors.ts";
import { problem } from "#app/ui/problem.ts";

/** What was asked for, or the page that says that there is none. @throws Response 404 */
export async function or404<Found>(asked: Promise<Found>): Promise<Found> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFound) throw problem(404);
    throw error;
  }
}
