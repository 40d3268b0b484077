import { convention } from "#app/messages/convention.ts";
import { register } from "#app/messages/register.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { ConventionView } from "../queries/convention-view.ts";
import { Section } from "./section.tsx";

const { page: words } = convention;
type Domain = ConventionView["domains"][number];

/** The articles beside what the console draws from them; « Pourquoi ? » leads here, to `#regle-<ID>`. */
export const Rules = ({ domains }: { domains: readonly Domain[] }) => (
  <Section id="regles" title={words.rules} lead={words.rulesLead}>
    {domains.map(({ domain, label, rules }) => (
      <div key={domain} className="fr-mt-4w">
        <h3 className="fr-h5">{label}</h3>
        {rules.map((rule) => (
          <Rule key={rule.id} rule={rule} choice={domain === "choice"} />
        ))}
      </div>
    ))}
  </Section>
);

function Rule({
  rule: { id, article, title, statement, uses },
  choice,
}: {
  rule: Domain["rules"][number];
  choice: boolean;
}) {
  return (
    <article id={`regle-${id}`} className="tocsin-rule">
      <p className="tocsin-rule__article">
        {choice ? (
          <StateBadge label={words.choice} tone="neutral" />
        ) : (
          <strong>{register.article(article)}</strong>
        )}
        <a href={`#regle-${id}`}>{id}</a>
      </p>
      <div>
        {/* Older links lead to the bare id. */}
        <h4 id={id} className="fr-text--bold fr-text--md fr-mb-1v">
          {title}
        </h4>
        <p className="fr-mb-1w">{statement}</p>
        {uses.length > 0 && (
          <p className="tocsin-quiet fr-mb-0">
            {words.drawn} :{" "}
            {uses.map(({ kind, name, anchor }, index) => (
              <span key={anchor}>
                {index > 0 && ", "}
                <a href={`#${anchor}`}>{[kind, name].filter(Boolean).join(" ")}</a>
              </span>
            ))}
          </p>
        )}
      </div>
    </article>
  );
}
