import { Form, Link, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { ui } from "#app/messages/ui.ts";
import { type Reason, Why } from "./why.tsx";

/** One thing that will follow, in plain words and numbers. */
export type Consequence = { text: string; icon?: `fr-icon-${string}`; reason?: Reason | undefined };

/** « Ce qui va se passer »: shown before whatever reaches people, starts clocks or closes channels. */
export function Consequences({ lines, children }: { lines: readonly Consequence[]; children?: ReactNode }) {
  return (
    <section className="fr-callout fr-mb-4w" aria-labelledby="consequences">
      <h2 id="consequences" className="fr-callout__title">
        {ui.consequences}
      </h2>
      <ul className="tocsin-consequences">
        {lines.map(({ text, icon, reason }) => (
          <li key={text}>
            {icon && <span className={`${icon} fr-icon--sm`} aria-hidden="true" />}
            <div>
              {text}
              {reason && <Why reason={reason} about={text} />}
            </div>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}

type ConfirmProps = {
  /** What the button does: « Alerter 615 personnes », never « OK ». */
  label: string;
  /** Values sent along: what was previewed. */
  fields?: Readonly<Record<string, string>>;
  cancel: string;
  action?: string;
  children?: ReactNode;
};

/** The one button that does it, and the way back. */
export function Confirm({ label, fields = {}, cancel, action, children }: ConfirmProps) {
  const busy = useNavigation().state === "submitting";
  return (
    <Form method="post" {...(action && { action })}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <ul className="fr-btns-group fr-btns-group--inline-md">
        <li>
          <button
            type="submit"
            className="fr-btn"
            aria-disabled={busy}
            onClick={(e) => busy && e.preventDefault()}
          >
            {label}
          </button>
        </li>
        <li>
          <Link to={cancel} className="fr-btn fr-btn--secondary">
            {ui.cancel}
          </Link>
        </li>
      </ul>
    </Form>
  );
}
