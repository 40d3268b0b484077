import { randomUUID } from "node:crypto";

export type Values = Record<string, string>;

export const given = (values: Values, name: string) => values[name]?.trim() || undefined;
/** An empty field is an absent one. */
export const optional = (values: Values, ...names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (given(values, name) ? [[name, given(values, name)]] : [])));

/** « 22/11/2026 » as YYYY-MM-DD; what cannot be read stays as it is, and its schema refuses it. */
export function dayTyped(text: string | undefined): string | undefined {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text?.trim() ?? "");
  return french
    ? `${french[3]}-${french[2]?.padStart(2, "0")}-${french[1]?.padStart(2, "0")}`
    : text?.trim() || undefined;
}
export const day = (values: Values, name: string, as = name) => {
  const typed = dayTyped(values[name]);
  return typed ? { [as]: typed } : {};
};

/** Lines of three fields (`<name>1`, `<name>Owner1`, `<name>Due1`); a line without its text is none. */
export const lines = (values: Values, name: string, count = 5) =>
  Array.from({ length: count }, (_, n) => n + 1).flatMap((n) =>
    given(values, `${name}${n}`)
      ? [
          {
            text: given(values, `${name}${n}`),
            owner: given(values, `${name}Owner${n}`) ?? "",
            due: dayTyped(values[`${name}Due${n}`]) ?? "",
          },
        ]
      : [],
  );

/** Drawn by the page, so that pressing twice writes once. */
export const drawn = (values: Values, name: string) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(values[name] ?? "")?.[0] ?? randomUUID();
