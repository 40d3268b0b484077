import { NavLink } from "@remix-run/react";
import { committee as words } from "#app/messages/committee.ts";
import { paths } from "#app/ui/paths.ts";

const tabs = [
  { to: paths.committees, label: words.tabs.list },
  { to: `${paths.committees}/chiffres`, label: words.tabs.figures },
];

/** The two pages of all instances. */
export const Tabs = () => (
  <nav aria-label={words.title}>
    <ul className="com-tabs">
      {tabs.map(({ to, label }) => (
        <li key={to}>
          <NavLink to={to} end className="fr-link">
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  </nav>
);
