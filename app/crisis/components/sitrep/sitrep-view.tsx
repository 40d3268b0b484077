import { Link } from "@remix-run/react";
import type { Refusal } from "#app/crisis/queries/sitrep-answer.ts";
import type { SitrepValues } from "#app/crisis/queries/sitrep-form.ts";
import { sitrep } from "#app/messages/crisis-sitrep.ts";
import { Confirm, Consequences } from "#app/ui/confirm.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Refused } from "#app/ui/refused.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Trail } from "#app/ui/trail.tsx";
import type { SitrepFacts } from "#machines/crisis/v1/context.ts";
import type { SitrepText as Text } from "#machines/crisis/v1/words.ts";
import { PointsNav } from "./points-nav.tsx";
import { SitrepForm } from "./sitrep-form.tsx";
import { SitrepText } from "./sitrep-text.tsx";

type Props = {
  page: {
    ref: string;
    title: string;
    number: number;
    point: SitrepFacts | null;
    text: Text;
    values: SitrepValues;
    may: { draft: boolean; validate: boolean };
    points: { number: number; state: "draft" | "validated" }[];
    review: boolean;
    reach: { sent: number; unreachable: number } | null;
    refused: Refusal | null;
    idempotency: string;
  };
  answer: (Refusal & { values: SitrepValues | null }) | undefined;
};

/** A point at each of its moments: to correct, to read again before it leaves, sent. */
export function SitrepView({ page, answer }: Props) {
  const { ref, title, number, point, may, review } = page;
  const state = point?.state ?? "fresh";
  const refused = answer?.refused ?? (review ? page.refused?.refused : undefined);
  const writing = may.draft && state !== "validated" && (!review || answer?.values);
  return (
    <>
      <Trail
        links={[
          { to: "/crises", label: "Crises" },
          { to: `/crises/${ref}`, label: `${ref} ${title}` },
        ]}
        current={sitrep.heading(number)}
      />
      <h1 className="fr-mb-1w">{sitrep.heading(number)}</h1>
      <p className="fr-mb-3w">
        <StateBadge label={sitrep.states[state]} tone={state === "validated" ? "success" : "info"} />{" "}
        {point && <Author point={point} />}
      </p>
      <ErrorSummary errors={answer?.errors} />
      {refused && (
        <Refused
          what={review || !answer?.values ? sitrep.what.validate : sitrep.what.save}
          because={refused.because}
          reason={refused.reason ?? undefined}
        />
      )}
      {writing ? (
        <>
          {state === "fresh" && <p className="fr-text--lead">{sitrep.drafted}</p>}
          <SitrepForm
            values={answer?.values ?? page.values}
            errors={answer?.errors ?? []}
            idempotency={page.idempotency}
          />
        </>
      ) : state === "fresh" ? (
        <p>{sitrep.readOnly}</p>
      ) : (
        <>
          {review && page.reach && <Review page={page} reach={page.reach} />}
          <SitrepText text={page.text} />
          <Ways page={page} />
        </>
      )}
      <PointsNav reference={ref} points={page.points} current={number} />
    </>
  );
}

const Author = ({ point: { by, at, validated } }: { point: SitrepFacts }) => (
  <span className="fr-text--sm">
    {sitrep.by(by.name)}, <Moment at={at} />
    {validated && (
      <>
        {" · "}
        {sitrep.validated} {validated.by.name}, <Moment at={validated.at} />
      </>
    )}
  </span>
);

function Review({ page, reach }: { page: Props["page"]; reach: { sent: number; unreachable: number } }) {
  const { foreseen } = sitrep;
  const here = `/crises/${page.ref}/points/${page.number}`;
  return (
    <>
      <Consequences
        lines={[
          { text: foreseen.sent(reach.sent), icon: "fr-icon-mail-line" },
          ...(reach.unreachable > 0
            ? [{ text: foreseen.unreachable(reach.unreachable), icon: "fr-icon-error-warning-line" as const }]
            : []),
          { text: foreseen.fixed },
          { text: foreseen.recorded },
        ]}
      />
      <Confirm
        label={sitrep.confirm(reach.sent)}
        fields={{ intent: "confirm", idempotency: page.idempotency }}
        cancel={here}
        action={here}
      />
    </>
  );
}

function Ways({ page: { ref, number, point, may, review } }: { page: Props["page"] }) {
  const draft = point?.state === "draft";
  return (
    <ul className="fr-btns-group fr-btns-group--inline-md sitrep-actions fr-mt-4w">
      {draft && !review && may.validate && (
        <li>
          <Link to="?relire=1" className="fr-btn">
            {sitrep.review}
          </Link>
        </li>
      )}
      {draft && review && may.draft && (
        <li>
          <Link to="?" className="fr-btn fr-btn--secondary">
            {sitrep.edit}
          </Link>
        </li>
      )}
      <li>
        <a href={`/crises/${ref}/points/${number}.pdf`} className="fr-btn fr-btn--secondary">
          {sitrep.pdf}
        </a>
      </li>
    </ul>
  );
}
