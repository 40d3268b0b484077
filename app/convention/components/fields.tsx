import { convention } from "#app/messages/convention.ts";
import { Facts } from "#app/ui/facts.tsx";
import type { ConventionView } from "../queries/convention-view.ts";
import { Article, Section } from "./section.tsx";

const { page: words } = convention;

/** Who leads, decides and closes, by field of competence. */
export const Fields = ({ fields }: { fields: ConventionView["fields"] }) => (
  <Section id="champs" title={words.fields} lead={words.fieldsLead}>
    {fields.map((field) => (
      <article key={field.key} id={`champ-${field.key}`} className="tocsin-item">
        <h3 className="fr-h6 fr-mb-1v">{field.name}</h3>
        <p className="fr-mb-1w">
          <Article rule={field.rule} article={field.article} />
        </p>
        <p>{field.statement}</p>
        <Facts
          facts={[
            { name: words.field.lead, value: field.lead },
            {
              name: words.field.decides,
              value: (
                <>
                  {field.decides}{" "}
                  {field.decision && <Article rule={field.decision.rule} article={field.decision.article} />}
                </>
              ),
            },
            { name: words.field.closes, value: field.closes },
            { name: words.field.informed, value: field.informed },
            { name: words.field.proposed, value: field.proposed },
          ]}
        />
      </article>
    ))}
  </Section>
);
