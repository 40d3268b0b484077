import { Input } from "@codegouvfr/react-dsfr/Input";
import type { InputHTMLAttributes } from "react";
import { ui } from "#app/messages/ui.ts";
import { type FieldError, stateOf } from "./error-summary.tsx";

type Props = {
  /** Also the id, so that the error summary leads here. */
  name: string;
  label: string;
  hint?: string | undefined;
  errors?: readonly FieldError[] | undefined;
  defaultValue?: string | undefined;
  required?: boolean;
  /** Several lines. */
  rows?: number;
  type?: "text" | "email" | "tel" | "url" | "date" | "datetime-local" | "search";
} & Pick<InputHTMLAttributes<HTMLInputElement>, "autoComplete" | "inputMode" | "maxLength" | "list">;

/** A labelled field with its hint and its error. What is optional says so; the rest is required. */
export function TextField({
  name,
  label,
  hint,
  errors,
  required = false,
  rows,
  type = "text",
  ...native
}: Props) {
  const problem = stateOf(errors, name);
  const shared = {
    id: name,
    name,
    required,
    "aria-invalid": problem.state === "error" ? (true as const) : undefined,
    ...native,
  };
  const text = {
    label: required ? label : `${label} (${ui.optional})`,
    hintText: hint,
    ...problem,
  };
  if (!rows) return <Input {...text} nativeInputProps={{ ...shared, type }} />;
  const { list: _list, ...area } = shared;
  return <Input {...text} textArea nativeTextAreaProps={{ ...area, rows }} />;
}
