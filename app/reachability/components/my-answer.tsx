import { Form } from "@remix-run/react";
import { reachability } from "#app/messages/reachability.ts";

const { mine: words } = reachability;

/** Someone signed in answers for themself, without the link. */
export function MyAnswer({
  mine,
}: {
  mine: readonly { id: string; organisation: string; answer: string | null }[];
}) {
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {mine.map(({ id, organisation, answer }) => (
        <section key={id} className="fr-mb-4w">
          <h2 className="fr-h5">{organisation}</h2>
          {answer ? (
            <p role="status">{words.thanks}</p>
          ) : (
            <Form method="post">
              <input type="hidden" name="delivery" value={id} />
              <ul className="fr-btns-group fr-btns-group--inline-md">
                <li>
                  <button type="submit" name="intent" value="taken" className="fr-btn fr-btn--lg">
                    {words.yes}
                  </button>
                </li>
                <li>
                  <button type="submit" name="intent" value="not-me" className="fr-btn fr-btn--secondary">
                    {words.no}
                  </button>
                </li>
              </ul>
            </Form>
          )}
        </section>
      ))}
    </>
  );
}
