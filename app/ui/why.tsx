import { Link } from "@remix-run/react";
import { ui } from "#app/messages/ui.ts";

/** What makes something so: the rule in one sentence, its id and article, where to read it. */
export type Reason = { statement: string; rule: string; article: string; to?: string | undefined };

/** « Pourquoi ? », beside each recipient, clock, approver and refusal. Opens without JavaScript. */
export function Why({ reason, about }: { reason: Reason; about: string }) {
  return (
    <details className="tocsin-why">
      <summary aria-label={ui.whyAbout(about)}>{ui.why}</summary>
      <ReasonText reason={reason} />
    </details>
  );
}

/** The same, open: within a refusal or a preview. */
export function ReasonText({ reason: { statement, rule, article, to } }: { reason: Reason }) {
  return (
    <div className="tocsin-disclosed">
      <p className="fr-mb-1v">{statement}</p>
      <p className="fr-mb-0 fr-text--sm">
        {article} · {ui.rule(rule)}
        {to && (
          <>
            {" · "}
            <Link to={to}>{ui.readArticle}</Link>
          </>
        )}
      </p>
    </div>
  );
}
