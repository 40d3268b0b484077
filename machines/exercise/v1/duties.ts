import { type Happening, StepRefused } from "../../step.ts";
import { shownAt } from "../clock.ts";
import type { ExerciseContext, Inject } from "./context.ts";
import type { ExerciseDataOf } from "./events.ts";

const RULE = { rule: "CHOIX-EXERCICE", article: "choix de la console" };
const refuse = (because: string, instead: string[] = []): never => {
  throw new StepRefused({ ...RULE, because, instead });
};
const named = (people: { name: string }[]) => people.map(({ name }) => name).join(", ");
const OBSERVED = ["inject.judged", "observation.noted"];
const FAR_MS = 30 * 86_400_000;

/** Who does what in an exercise: those who conduct it, those who watch, those who play. @throws StepRefused */
export function requirePart(exercise: ExerciseContext, { type, by }: Happening): void {
  if (by.kind === "system" || type === "alert.acknowledged") return;
  const among = (people: { id: string }[]) => people.some(({ id }) => id === by.id);
  if (type === "inject.answered") {
    if (!among(exercise.players)) refuse("Seuls les joueurs répondent à un stimulus.");
    return;
  }
  if (among(exercise.animators)) return;
  if (OBSERVED.includes(type)) {
    if (!among(exercise.observers)) refuse("La grille est tenue par les observateurs et l’animation.");
    return;
  }
  refuse(`Conduire l’exercice revient à l’animation : ${named(exercise.animators) || "personne encore"}.`);
}

type Duty = (exercise: ExerciseContext, happening: Happening) => void;
const injectOf = (exercise: ExerciseContext, { data }: Happening): Inject =>
  exercise.injects.find(({ key }) => key === (data as { key: string }).key) ??
  refuse("Ce stimulus n’est pas au chronogramme.", ["inject.added"]);
const planned: Duty = (exercise, happening) => {
  const inject = injectOf(exercise, happening);
  if (inject.state === "fired")
    refuse("Ce stimulus est déjà parti : il ne part pas deux fois.", ["inject.added"]);
  if (inject.state === "skipped" && happening.type !== "inject.edited")
    refuse("Ce stimulus a été écarté.", ["inject.added"]);
};
const fired: Duty = (exercise, happening) => {
  if (injectOf(exercise, happening).state !== "fired")
    refuse("Ce stimulus n’est pas encore parti.", ["inject.fired"]);
};

const duties: Record<string, Duty> = {
  "exercise.edited": (_, { data }) => {
    const { animators } = data as ExerciseDataOf<"exercise.edited">;
    if (animators?.length === 0) refuse("Un exercice a toujours quelqu’un qui l’anime.");
  },
  "clock.jumped": ({ pace }, { data, at }) => {
    const to = Date.parse((data as ExerciseDataOf<"clock.jumped">).to);
    const now = pace ? shownAt(pace, new Date(at)).getTime() : Date.parse(at);
    if (to <= now) refuse("L’horloge d’un exercice ne recule pas : ce moment est passé.", ["clock.changed"]);
    if (to > now + FAR_MS) refuse("Trente jours d’un coup au plus.", ["clock.changed"]);
  },
  "player.added": ({ players }, { data }) => {
    if (players.some(({ id }) => id === (data as { id: string }).id)) refuse("Cette personne joue déjà.");
    if (players.length >= 60) refuse("60 joueurs au plus.");
  },
  "inject.added": (exercise, { data }) => {
    const { key } = data as ExerciseDataOf<"inject.added">;
    if (exercise.injects.some((one) => one.key === key))
      refuse("Un stimulus porte déjà cette clé.", ["inject.edited"]);
    if (exercise.injects.length >= 80) refuse("80 stimuli au plus.");
  },
  "inject.edited": planned,
  "inject.fired": planned,
  "inject.skipped": planned,
  "inject.answered": (exercise, happening) => {
    fired(exercise, happening);
    if (!injectOf(exercise, happening).players.includes(happening.by.id))
      refuse("Ce stimulus ne vous était pas adressé.");
  },
  "inject.judged": fired,
  "observation.noted": ({ grid }, { data }) => {
    const { criterion } = data as ExerciseDataOf<"observation.noted">;
    if (!grid.some(({ key }) => key === criterion)) refuse("Ce critère n’est pas dans la grille.");
  },
};

/** What the state of the exercise asks before an event is accepted. @throws StepRefused */
export const requireSense: Duty = (exercise, happening) => duties[happening.type]?.(exercise, happening);
