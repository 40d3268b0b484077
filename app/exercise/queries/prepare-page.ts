import { parse } from "#app/engine/input.ts";
import { exercise as words } from "#app/messages/exercise.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";
import { preparationSchema } from "../commands/prepare-exercise.ts";
import type { ReadyExercise } from "../content/schema.ts";
import type { Where } from "./where.ts";

/** What the form holds, as typed. `parts`: by person, « player:rssi », « animator », « observer ». */
export type PrepareValues = {
  key: string;
  model: string;
  dispositif: string;
  title: string;
  situation: string;
  objectives: string;
  plannedAt: string;
  search: string;
  /** The whole of an exercise that somebody wrote themselves (model OWN). */
  yaml: string;
  parts: Record<string, string>;
};

const LONGEST_YAML = 120_000;

export function readPrepare(form: FormData): PrepareValues {
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 8_000);
  const parts: Record<string, string> = {};
  for (const [name, value] of form)
    if (name.startsWith("part:") && value) parts[name.slice("part:".length)] = String(value).slice(0, 40);
  return {
    ...{ key: text("key"), model: text("model"), dispositif: text("dispositif"), title: text("title") },
    ...{ situation: text("situation"), objectives: text("objectives"), plannedAt: text("plannedAt") },
    ...{ search: text("search"), yaml: String(form.get("yaml") ?? "").slice(0, LONGEST_YAML), parts },
  };
}

/** A ready exercise as the form starts from it. */
export const startFrom = (
  ready: ReadyExercise,
  dispositif: string,
  key: string,
  me: string,
): PrepareValues => ({
  ...{ key, model: ready.cle, dispositif, title: ready.titre, situation: ready.situation.trim() },
  ...{
    objectives: ready.objectifs.join("\n"),
    plannedAt: "",
    search: "",
    yaml: "",
    parts: { [me]: "animator" },
  },
});

/** From what was typed to what is prepared; what is wrong is said field by field. */
export function preparationOf(values: PrepareValues, ready: ReadyExercise, where: Where, now: Date) {
  const errors: FieldError[] = [];
  const objectives = values.objectives
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  if (objectives.length === 0) errors.push({ path: "objectives", message: words.form.wrong.objectives });
  const of = (part: string) => Object.keys(values.parts).filter((id) => values.parts[id]?.startsWith(part));
  const players = of("player").map((id) => {
    const seat = values.parts[id]?.split(":")[1];
    return { id, ...(seat && { seat }) };
  });
  if (players.length === 0) errors.push({ path: "players", message: words.form.wrong.players });
  const plannedAt = values.plannedAt ? parsePlanned(values.plannedAt, now, where.timezone) : null;
  if (values.plannedAt && !plannedAt) errors.push({ path: "plannedAt", message: words.form.wrongDate });
  if (errors.length > 0) return { errors };
  const input = {
    dispositif: where.key,
    organisation: where.place,
    scenario: ready.cle,
    runbook: ready.procedure,
    category: ready.categorie,
    perimeter: ready.perimetre === "school" ? "dispositif" : ready.perimetre,
    personalData: ready.donnees_personnelles,
    title: values.title.trim(),
    summary: values.situation.trim(),
    objectives,
    ...(plannedAt && { plannedAt: plannedAt.toISOString() }),
    debex: zoned(ready.debex, where.timezone).toISOString(),
    players,
    animators: of("animator"),
    observers: of("observer"),
    injects: ready.stimuli.map((one) => ({
      ...{ key: one.cle, at: one.a, to: one.pour, way: one.par, from: one.de },
      ...{ title: one.titre, content: one.contenu, expected: one.reaction },
    })),
    grid: ready.grille.map(({ cle, critere }) => ({ key: cle, text: critere })),
  };
  return { input: parse(preparationSchema, input), errors };
}

/** « 2026-03-24T02:10 » where it is said. */
export function zoned(local: string, zone: string): Date {
  const guess = new Date(`${local}Z`);
  const parts = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone: zone, hour12: false, year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit" },
  } as Intl.DateTimeFormatOptions).formatToParts(guess);
  const of = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const there = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour") % 24, of("minute"));
  return new Date(guess.getTime() - (there - guess.getTime()));
}
