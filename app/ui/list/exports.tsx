import { Link } from "@remix-run/react";
import { ui } from "#app/messages/ui.ts";

/** The same list as files. */
export function Exports({ exports }: { exports: readonly { format: string; to: string }[] }) {
  if (exports.length === 0) return null;
  return (
    <ul className="fr-links-group tocsin-exports" aria-label={ui.exportsLabel}>
      {exports.map(({ format, to }) => (
        <li key={format}>
          <Link to={to} reloadDocument className="fr-link fr-icon-download-line fr-link--icon-left">
            {ui.exportAs(format)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
