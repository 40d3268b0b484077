import { Link } from "@remix-run/react";
import { crisisActs } from "#app/messages/crisis-act.ts";
import { ActForm, type ActFormProps } from "./act-form.tsx";

export type ActViewProps = Omit<ActFormProps, "crisis" | "as" | "busy" | "back"> & {
  crisis: { ref: string; title: string };
};

/** One act as a page of its own. */
export function ActView({ crisis, type, answer, start }: ActViewProps) {
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <p className="fr-mb-2w">
          <Link to={`/crises/${crisis.ref}`} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
            {crisis.ref}
          </Link>
        </p>
        <h1>{crisisActs[type].title}</h1>
        <p className="incident-quiet" dir="auto">
          {crisis.title}
        </p>
        {answer.step === "form" && !(start && answer.refused) && (
          <p className="fr-text--lead">{crisisActs[type].lead}</p>
        )}
        <ActForm crisis={crisis} type={type} answer={answer} start={start} />
      </div>
    </div>
  );
}
