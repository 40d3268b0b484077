/** Reads a form as text, by name; several boxes of one name are joined by a space. */
export function readValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of new Set(form.keys()))
    values[name] = form
      .getAll(name)
      .map((one) => String(one).replaceAll("\r\n", "\n").trim())
      .join(" ");
  return values;
}
