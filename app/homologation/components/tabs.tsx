import { NavLink } from "@remix-run/react";
import { homologation as words } from "#app/messages/homologation.ts";
import { paths } from "#app/ui/paths.ts";

const tabs = [
  { to: paths.homologation, label: words.tabs.register },
  { to: `${paths.homologation}/systemes`, label: words.tabs.systems },
  { to: `${paths.homologation}/plan`, label: words.tabs.plan },
  { to: `${paths.homologation}/chiffres`, label: words.tabs.statistics },
];

/** The pages of the register, one press from each other. */
export function Tabs() {
  return (
    <nav aria-label={words.title}>
      <ul className="hom-tabs">
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
}
