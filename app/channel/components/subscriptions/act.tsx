import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";

type Props = {
  intent: string;
  /** Hidden values that go with it. */
  with?: Record<string, string>;
  label: string;
  /** What is read to who does not see where the button stands. */
  full?: string;
  kind?: "secondary" | "tertiary";
  children?: ReactNode;
};

/** One act of the page, as a form of its own. */
export function Act({ intent, with: values = {}, label, full, kind = "tertiary" }: Props) {
  const busy = useNavigation().state === "submitting";
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        className={`fr-btn fr-btn--sm fr-btn--${kind}`}
        aria-label={full}
        aria-disabled={busy}
        onClick={(event) => busy && event.preventDefault()}
      >
        {label}
      </button>
    </Form>
  );
}
