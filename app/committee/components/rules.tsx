import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { committee } from "#app/messages/committee.ts";
import { convention } from "#app/messages/convention.ts";
import { kindsWords } from "#app/messages/convention-sentences.ts";
import { register } from "#app/messages/register.ts";
import { Facts } from "#app/ui/facts.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { InstancePage } from "../queries/instance-page.ts";
import { People } from "./seats.tsx";

const words = committee.page;
type Said = { rule: string; article: string; choice: boolean };

/** What the text says of the instance, and what the console chose where it is silent. */
export function Rules({ page }: { page: InstancePage }) {
  const { terms, quorum, secretaries, guests, prepares } = page;
  const cited = (said: Said) => <Cited said={said} convention={page.convention} />;
  const here = `${paths.committees}/${page.ref}`;
  return (
    <>
      {page.statement && (
        <p>
          {page.statement} {cited({ rule: terms.rule, article: terms.article, choice: false })}
        </p>
      )}
      <Facts
        facts={[
          { name: words.chair, value: <Line cited={<Chair page={page} />}>{terms.chair ? kindsWords([terms.chair.kind]) : words.nobody}</Line> },
          { name: words.convenes, value: terms.convenes.kinds.length > 0 && <Line cited={cited(terms.convenes)}>{kindsWords(terms.convenes.kinds, "ou")}</Line> },
          { name: words.cadence, value: terms.perYear && <Line cited={cited(terms.perYear)}>{convention.page.perYear(terms.perYear.least)}</Line> },
          { name: words.quorum, value: quorum && <Line cited={cited(quorum)}>{quorum.text}</Line> },
          { name: words.secretaries, value: <Line cited={prepares && <Link to={`${here}/agir/secretariat`}>{words.nameSecretaries}</Link>}><People people={secretaries} /></Line> },
          { name: words.guests, value: <Line cited={prepares && <Link to={`${here}/agir/inviter`}>{words.nameGuests}</Link>}><People people={guests} /></Line> },
        ]}
      />
    </>
  );
} // biome-ignore format: one fact a line

/** Who presides follows from the text; where it is silent, it is chosen here, and the choice is written down. */
function Chair({ page }: { page: InstancePage }) {
  const { terms, prepares, convention, ref } = page;
  const chosen = !terms.chair || terms.chair.choice;
  return (
    <>
      {terms.chair && <Cited said={terms.chair} convention={convention} />}{" "}
      {prepares && chosen && <Link to={`${paths.committees}/${ref}/agir/presider`}>{words.nameChair}</Link>}
    </>
  );
}

const Line = ({ children, cited }: { children: ReactNode; cited: ReactNode }) => (
  <>
    {children} {cited}
  </>
);

function Cited({ said, convention: key }: { said: Said; convention: string }) {
  const to = `${paths.conventions}/${key}#regle-${said.rule}`;
  if (said.choice)
    return (
      <Link to={to} className="tocsin-article">
        <StateBadge label={words.choice} tone="neutral" />
      </Link>
    );
  return (
    <Link to={to} className="tocsin-article">
      {register.article(said.article)} · {said.rule}
    </Link>
  );
}
