import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";

type Props = {
  type: string;
  label: string;
  /** What the event says besides its type. */
  fields?: Record<string, string | number>;
  kind?: "primary" | "secondary" | "tertiary" | "bare";
  small?: boolean;
  /** Where the label alone does not say it: « Ouvrir le point 3 ». */
  about?: string | undefined;
  icon?: `fr-icon-${string}`;
  children?: ReactNode;
};
const kinds = {
  primary: "",
  secondary: "fr-btn--secondary",
  tertiary: "fr-btn--tertiary",
  bare: "fr-btn--tertiary-no-outline",
};

/** One act of the meeting, one press; works without JavaScript. */
export function Press({ type, label, fields = {}, kind = "secondary", small = true, about, icon, children }: Props) {
  const busy = useNavigation().state === "submitting";
  return (
    <Form method="post" preventScrollReset onSubmit={(event) => busy && event.preventDefault()} className="com-press">
      <input type="hidden" name="type" value={type} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <button
        type="submit"
        className={`fr-btn ${kinds[kind]} ${small ? "fr-btn--sm" : ""} ${icon ? `${icon} fr-btn--icon-left` : ""}`}
        aria-disabled={busy}
        {...(about && { "aria-label": about })}
      >
        {label}
      </button>
    </Form>
  );
} // biome-ignore format: same
