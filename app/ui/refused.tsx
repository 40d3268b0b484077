import type { ReactNode } from "react";
import { ui } from "#app/messages/ui.ts";
import { type Reason, ReasonText } from "./why.tsx";

type Props = {
  /** What was refused. */
  what: string;
  /** Which case it fell under. */
  because: string;
  reason?: Reason | undefined;
  /** What is possible instead: buttons or links. What was typed stays in its form, below. */
  children?: ReactNode;
};

/** A rule said no: what, because of which case and article, what is possible instead. */
export function Refused({ what, because, reason, children }: Props) {
  return (
    <div className="fr-alert fr-alert--error fr-mb-4w" role="alert">
      <h2 className="fr-alert__title">
        {ui.refused} : {what}
      </h2>
      <p>{because}</p>
      {reason && <ReasonText reason={reason} />}
      {children && (
        <>
          <p className="fr-text--bold fr-mt-2w fr-mb-1w">{ui.instead}</p>
          {children}
        </>
      )}
    </div>
  );
}
