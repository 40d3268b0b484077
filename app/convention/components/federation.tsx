import { convention } from "#app/messages/convention.ts";
import { Facts } from "#app/ui/facts.tsx";
import type { ConventionView } from "../queries/convention-view.ts";
import { Lines } from "./alerts.tsx";
import { Article, Section } from "./section.tsx";

const { page: words } = convention;

/** The identity federation that the text sets up: who decides, what each role commits itself to (ATR-8). */
export function Federation({ federation }: Pick<ConventionView, "federation">) {
  if (!federation) return null;
  const { rule, article, statement, decides, commitments, checks } = federation;
  return (
    <Section id="federation" title={words.federation}>
      <p className="fr-mb-1w">
        <Article rule={rule} article={article} />
      </p>
      <p>{statement}</p>
      <Facts
        facts={[
          { name: words.federationDecides, value: decides },
          {
            name: words.federationChecks,
            value: (
              <>
                {checks.statement} <Article rule={checks.rule} article="" />
              </>
            ),
          },
        ]}
      />
      {commitments.map((one) => (
        <article key={one.role} className="tocsin-item">
          <h3 className="fr-h6 fr-mb-1v">{words.federationRoles[one.role]}</h3>
          <p className="fr-mb-1w">
            <Article rule={one.rule} article={one.article} />
          </p>
          <p className="fr-mb-1w">{one.statement}</p>
          <Lines lines={one.names} />
        </article>
      ))}
    </Section>
  );
}
