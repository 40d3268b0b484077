import { randomUUID } from "node:crypto";
import type { Sql } from "#app/platform/database/database.ts";
import { newestMachine } from "#machines/registry.ts";
import type { Refusal, World } from "#machines/step.ts";
import { RuleRefused } from "../errors.ts";
import { entryOf, GENESIS } from "../journal/entry.ts";
import type { Opening } from "../plan.ts";
import type { Written } from "../write/statement.ts";

/*
 * What keeps an exercise from the real world, all in the engine (docs/guide/exercices.md tells it to people):
 * - a dossier belongs to its exercise for ever (column `exercise_id`, a trigger refuses to change it);
 * - an exercise has its own lock, made with it; `readLock` and the effects on held messages never cross over;
 * - no event of an exercise tells a dossier outside of it, nor the other way round (plan.ts, below);
 * - a delivery of an exercise leaves for a player's own address or is « simulated », whatever statement asks
 *   (trigger `exercise_reaches_its_players_only`).
 * Whoever adds a kind of dossier, an effect or a channel has nothing to do: all of it is shut to exercises until
 * the trigger is told where a player's own address on that channel is. What would leave by another way than a row of
 * `delivery` has a row with a trigger of its own (`exercise_leaves_by_no_other_way`), or asks `isolated` first;
 * tests/exercise/ways-out.test.ts finds what has neither.
 */

const RULE = { rule: "CHOIX-EXERCICE", article: "choix de la console" };

/** An exercise and the real world tell each other nothing. */
export const apart = (ref: string): Refusal => ({
  ...RULE,
  because: `Un exercice et le réel ne se touchent pas : ${ref} n’est pas du même exercice.`,
  instead: [],
});

/**
 * A message speaks for a crisis of its own world: a real one never leaves because somebody plays, nor the other way
 * round, whoever wrote the draft and by whatever door.
 * @throws RuleRefused
 */
export async function requireSameWorld(
  sql: Sql,
  { exercise_id }: { exercise_id: string | null },
  data: Record<string, unknown>,
): Promise<void> {
  const named = (data.draft as { crisis?: unknown } | undefined)?.crisis;
  if (typeof named !== "string" || !UUID.test(named)) return;
  const [other] = await sql.query<{ ref: string }>(
    "select ref from dossier where id = $1::uuid and exercise_id is distinct from $2::uuid",
    [named, exercise_id],
  );
  if (other) throw new RuleRefused(apart(other.ref));
}

/** Whether a dossier is an exercise's: whatever does not leave as a delivery must not leave at all then. */
export const isolated = ({ exercise_id }: { exercise_id: string | null }): boolean => exercise_id !== null;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };

/** The lock that an exercise is born with, in the same transaction. Its reference takes no number of the register. */
export function lockOfExercise(
  opening: Pick<Opening, "dispositif" | "convention" | "organisation" | "at">,
  of: { id: string; ref: string; at: string },
  world: World,
): Written {
  const machine = newestMachine("lock");
  const id = randomUUID();
  const ref = `VER-${of.ref}`;
  const happening = {
    type: "lock.made",
    data: { dispositif: world.convention.dispositif.key },
    by: console_,
    at: of.at,
  };
  const stepped = machine.step(null, happening, { ...world, dossier: id, ref, content: null });
  return {
    id,
    from: 0,
    ...{ at: of.at, due: of.at, real: opening.at.toISOString() },
    ...stepped,
    entry: entryOf(id, 1, GENESIS, happening),
    opening: {
      ...{ ref, kind: machine.name, machine: machine.name, machineVersion: machine.version },
      ...{
        dispositif: opening.dispositif,
        convention: opening.convention,
        organisation: opening.organisation,
      },
      ...{ exercise: of.id, content: null },
    },
  };
}
