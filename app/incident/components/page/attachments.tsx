import { Form } from "@remix-run/react";
import { page } from "#app/messages/incident-page.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { FileInput } from "#app/ui/form/file-input.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { IncidentPage } from "../../queries/incident-page.ts";

const words = page.attachments;

/** What was joined to the incident, and the way to join more. */
export function Attachments({ incident, errors }: { incident: IncidentPage; errors: readonly FieldError[] }) {
  const { attachments, may, ref } = incident;
  return (
    <section className="incident-section" aria-labelledby="pieces">
      <h2 id="pieces">{words.title}</h2>
      {attachments.length === 0 && <p>{words.none}</p>}
      <ul className="incident-plain">
        {attachments.map((one) => (
          <li key={one.hash}>
            <a href={`/incidents/${ref}/pieces/${one.hash}`} className="fr-link" dir="auto">
              {one.name}
            </a>
            <p className="incident-quiet fr-mb-0">
              {words.size(one.size)} · <Moment at={one.addedAt} short />
            </p>
          </li>
        ))}
      </ul>
      {may.attach && (
        <Form method="post" encType="multipart/form-data" className="fr-mt-3w incident-screen" reloadDocument>
          <input type="hidden" name="intent" value="attach" />
          <FileInput name="fichiers" errors={errors} />
          <button type="submit" className="fr-btn fr-btn--secondary fr-mt-2w">
            {words.add}
          </button>
        </Form>
      )}
    </section>
  );
}
