import { NavLink } from "@remix-run/react";
import { federation } from "#app/messages/federation.ts";
import { homologation as words } from "#app/messages/homologation.ts";
import { paths } from "#app/ui/paths.ts";

const tabs = [
  { to: paths.homologation, label: words.tabs.register },
  { to: `${paths.homologation}/systemes`, label: words.tabs.systems },
  { to: `${paths.homologation}/plan`, label: words.tabs.plan },
  { to: `${paths.homologation}/chiffres`, label: words.tabs.statistics },
];

const federationTab = { to: `${paths.homologation}/federation`, label: federation.tab };

/** The pages of the register, one press from each other; the federation's where a convention sets one up (ATR-8). */
export function Tabs({ federation: federated }: { federation: boolean }) {
  return (
    <nav aria-label={words.title}>
      <ul className="hom-tabs">
        {[...tabs, ...(federated ? [federationTab] : [])].map(({ to, label }) => (
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
