import { Form } from "@remix-run/react";
import { reachability } from "#app/messages/reachability.ts";
import type { TestTask } from "../queries/test-result.ts";

const { page: words } = reachability;

/** What the directory must be mended for, each closed by whoever did it. */
export function Tasks({ tasks, may }: { tasks: readonly TestTask[]; may: boolean }) {
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="taches">
      <h2 id="taches" className="fr-h4">
        {words.tasks}
      </h2>
      <ul className="reach-tasks">
        {tasks.map(({ key, title, data }) => (
          <li key={key}>
            <span dir="auto">
              {typeof data.departement === "string" ? (
                <a href={`?departement=${data.departement}&reponse=failed#destinataires`}>{title}</a>
              ) : (
                title
              )}
            </span>
            {may && (
              <Form method="post">
                <input type="hidden" name="key" value={key} />
                <button
                  type="submit"
                  name="intent"
                  value="task"
                  className="fr-btn fr-btn--sm fr-btn--tertiary"
                  aria-label={`${words.taskDone} : ${title}`}
                >
                  {words.taskDone}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
