import { exercise as words } from "#app/messages/exercise.ts";
import { functionLabels } from "#conventions/labels.ts";
import type { ExercisePage } from "../queries/exercise-page.ts";

const label = (held: string) => (functionLabels as Record<string, string>)[held] ?? held;

/** Who plays, conducts and watches. */
export function People({ page }: { page: ExercisePage }) {
  const { players, animators, observers } = page.context;
  const groups = [
    { title: words.page.players, people: players },
    { title: words.page.animators, people: animators },
    { title: words.page.observers, people: observers },
  ];
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="fr-h4">
        {words.page.people}
      </h2>
      <div className="exo-people">
        {groups
          .filter(({ people }) => people.length > 0)
          .map(({ title, people }) => (
            <div key={title}>
              <h3 className="fr-h6 fr-mb-1v">{title}</h3>
              <ul>
                {people.map((one) => {
                  const seat = "seat" in one && typeof one.seat === "string" ? words.seats[one.seat] : null;
                  return (
                    <li key={one.id}>
                      {one.name}, {label(one.function)}, {one.organisation.name}
                      {seat && ` · ${words.seat} : ${seat}`}
                    </li>
                  );
                })}
              </ul>
            </div>
          ))}
      </div>
    </section>
  );
}
