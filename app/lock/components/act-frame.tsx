import { Form, Link, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { lock } from "#app/messages/lock.ts";
import { ui } from "#app/messages/ui.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { Refused } from "#app/ui/refused.tsx";
import type { ActRefused } from "../queries/decide-held.ts";

type Props = {
  intent: "held" | "attest";
  title: string;
  lead?: string | undefined;
  /** What was refused, in the infinitive. */
  what: string;
  back: string;
  values: Record<string, string>;
  errors: readonly FieldError[];
  refused?: ActRefused | undefined;
  foreseen?: { lines: string[]; confirm: string } | undefined;
  children: ReactNode;
};

/** One act on the lock: its questions, then what will follow, then the one button that does it. */
export function ActFrame({
  intent,
  title,
  lead,
  what,
  back,
  values,
  errors,
  refused,
  foreseen,
  children,
}: Props) {
  const busy = useNavigation().state !== "idle";
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = Boolean(foreseen);
  useEffect(() => {
    if (shown) heading.current?.focus();
  }, [shown]);
  return (
    <section className="fr-mb-6w" aria-labelledby="acte">
      <h2 id="acte" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {lead && <p>{lead}</p>}
      {refused && (
        <Refused
          what={what}
          because={refused.because}
          reason={
            refused.rule && refused.article
              ? {
                  statement: refused.because,
                  rule: refused.rule,
                  article: lock.banner.article(refused.article),
                }
              : undefined
          }
        />
      )}
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate onSubmit={(event) => busy && event.preventDefault()}>
        <input type="hidden" name="act" value={intent} />
        <input type="hidden" name="idempotency" defaultValue={values.idempotency} />
        {foreseen ? (
          <>
            {Object.entries(values)
              .filter(([name]) => name !== "idempotency")
              .map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
            <Consequences lines={foreseen.lines.map((text) => ({ text }))} />
          </>
        ) : (
          children
        )}
        <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-3w">
          <li>
            <button
              type="submit"
              name="intent"
              value={foreseen ? "confirm" : "preview"}
              className="fr-btn"
              aria-disabled={busy}
            >
              {foreseen ? foreseen.confirm : lock.held.preview}
            </button>
          </li>
          <li>
            {foreseen ? (
              <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">
                {lock.held.edit}
              </button>
            ) : (
              <Link to={back} className="fr-btn fr-btn--secondary">
                {ui.cancel}
              </Link>
            )}
          </li>
        </ul>
      </Form>
    </section>
  );
}
