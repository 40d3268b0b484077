import { randomUUID } from "node:crypto";

export type { Field } from "#app/ui/form/field-view.tsx";
export type Values = Record<string, string>;

/** What was typed where it was, or nothing: an empty field is an absent one. */
export const given = (values: Values, name: string) => values[name]?.trim() || undefined;
export const optional = (values: Values, ...names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (given(values, name) ? [[name, given(values, name)]] : [])));
export const list = (values: Values, name: string) => (values[name] ?? "").split(" ").filter(Boolean);

/** « 22/11/2026 » or « 2026-11-22 » as YYYY-MM-DD; what cannot be read stays as it is, and its schema refuses it. */
export function dayTyped(text: string | undefined): string | undefined {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text?.trim() ?? "");
  return french
    ? `${french[3]}-${french[2]?.padStart(2, "0")}-${french[1]?.padStart(2, "0")}`
    : text?.trim() || undefined;
}
export const days = (values: Values, ...names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (given(values, name) ? [[name, dayTyped(values[name])]] : [])));

/** A key that the page drew, so that pressing twice writes once; a new one where it drew none. */
export const keyOf = (values: Values, name = "drawn") =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(values[name] ?? "")?.[0] ?? randomUUID();

export const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));
