import { Form, Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { functionLabel } from "#app/messages/directory-words.ts";
import { reachability } from "#app/messages/reachability.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { TestPreview } from "../queries/preview.ts";

const { preview: words } = reachability;
type Props = { values: Readonly<Record<string, string>>; preview: TestPreview; endsAt: string };

/** How many will be written to, who has no address, and the one button that sends. */
export function TestPreviewView({ values, preview, endsAt }: Props) {
  const { people, missing, lines, gaps } = preview;
  const { intent: _, ...kept } = values;
  const heading = useRef<HTMLHeadingElement>(null);
  // It takes the place of the form, whose end the reader was looking at: it is read from its own top.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  const ends = formatDateTime(new Date(endsAt), "Europe/Paris");
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      {people > 0 ? (
        <Consequences lines={words.lines(people, missing, ends).map((text) => ({ text }))} />
      ) : (
        <p>{words.nobody}</p>
      )}
      <DataTable
        caption={words.caption}
        rows={lines}
        keyOf={({ key }) => key}
        columns={[
          { key: "fn", label: words.column.function, render: ({ fn }) => functionLabel(fn) },
          {
            key: "departement",
            label: words.column.departement,
            render: ({ departement }) => (departement ? departement : "–"),
          },
          { key: "people", label: words.column.people, render: (one) => one.people },
          { key: "missing", label: words.column.missing, render: (one) => one.missing || "–" },
        ]}
      />
      {gaps.length > 0 && (
        <>
          <h2 className="fr-h5">{words.missing}</h2>
          <ul>
            {gaps.map(({ key, organisation, fn }) => (
              <li key={`${fn} ${key}`}>
                <Link to={`${paths.directory}/${encodeURIComponent(key)}`}>{organisation}</Link> ·{" "}
                {functionLabel(fn)}
              </li>
            ))}
            {missing > gaps.length && <li>{words.more(missing - gaps.length)}</li>}
          </ul>
        </>
      )}
      <Form method="post">
        {Object.entries({ ...kept, endsAt }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ul className="fr-btns-group fr-btns-group--inline-md">
          {people > 0 && (
            <li>
              <button type="submit" name="intent" value="send" className="fr-btn fr-btn--lg">
                {words.confirm(people)}
              </button>
            </li>
          )}
          <li>
            <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--lg fr-btn--secondary">
              {words.edit}
            </button>
          </li>
        </ul>
      </Form>
    </>
  );
}
