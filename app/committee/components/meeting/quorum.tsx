import { meeting } from "#app/messages/committee-meeting.ts";
import { paths } from "#app/ui/paths.ts";
import { Why } from "#app/ui/why.tsx";
import type { MeetingPage } from "../../queries/meeting-page.ts";

const words = meeting.quorum;

/** How many count now, how many it takes; announced when it changes. */
export function Quorum({ page, large = false }: { page: MeetingPage; large?: boolean }) {
  const { present, needed, seats, rule, article, choice } = page.quorum;
  const reached = present >= needed;
  const said = sentence(page);
  const settled = page.state === "held" || page.state === "consulting";
  return (
    <div
      className={`com-quorum${settled ? (reached ? " com-quorum--reached" : " com-quorum--missing") : ""}`}
    >
      <p role="status" className={large ? "fr-h3 fr-mb-0" : "fr-mb-0 fr-text--bold"}>
        {settled && (
          <span
            className={`${reached ? "fr-icon-checkbox-circle-fill" : "fr-icon-error-warning-fill"} fr-icon--sm fr-mr-1v`}
            aria-hidden="true"
          />
        )}
        {said}
        {page.quorum.inConflict > 0 && ` ${words.inConflict(page.quorum.inConflict)}`}
      </p>
      {!large && (
        <Why
          about={words.title}
          reason={{
            statement: words.why(choice),
            rule,
            article,
            to: `${paths.conventions}/${page.convention}#regle-${rule}`,
          }}
        />
      )}
    </div>
  );

  function sentence({ context, state }: MeetingPage) {
    if (context.kind === "written" && state === "consulting") return words.answered(present, needed, seats);
    if (context.minutes) return words.was(needed, seats);
    if (state !== "held") return words.expected(needed, seats);
    return (reached ? words.reached : words.missing)(present, needed, seats);
  }
}
