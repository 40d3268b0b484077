import { Link } from "@remix-run/react";
import type { OpenRetexAction } from "#app/crisis/queries/retex-open.ts";
import { retex } from "#app/messages/crisis-retex.ts";
import { TimeLeft } from "#app/ui/time/time-left.tsx";

/** Actions of past crises that nobody has done yet: for the list of crises. Nothing at all where there are none. */
export function OpenRetexActions({ actions }: { actions: OpenRetexAction[] }) {
  if (actions.length === 0) return null;
  return (
    <section aria-labelledby="retex-a-faire" className="fr-mt-6w">
      <h2 id="retex-a-faire" className="fr-h4">
        {retex.open.heading}
      </h2>
      <ul>
        {actions.map((one) => (
          <li key={one.ref + one.key}>
            <strong>{one.title}</strong> · {one.owner} · <TimeLeft dueAt={one.dueAt} /> ·{" "}
            <Link to={`/crises/${one.ref}/retex#retex-actions`}>{retex.open.of(one.ref)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
