import { Link, useSearchParams } from "@remix-run/react";
import { room as words } from "#app/messages/crisis-room.ts";

export const tabs = ["etapes", "journal", "situation", "cellule"] as const;
export type Tab = (typeof tabs)[number];
export const tabOf = (search: URLSearchParams): Tab =>
  tabs.find((tab) => tab === search.get("onglet")) ?? "etapes";

const icons: Record<Tab, string> = {
  etapes: "fr-icon-checkbox-line",
  journal: "fr-icon-edit-line",
  situation: "fr-icon-dashboard-3-line",
  cellule: "fr-icon-team-line",
};

/** On a phone, the four parts of the room at the thumb; plain links, so that they need no script. */
export function RoomTabs({ tab, mine, unseen }: { tab: Tab; mine: number; unseen: number }) {
  const [search] = useSearchParams();
  const to = (one: Tab) => {
    const next = new URLSearchParams(search);
    next.set("onglet", one);
    return `?${next}#${one}`;
  };
  const news: Partial<Record<Tab, number>> = { etapes: mine, ...(tab !== "journal" && { journal: unseen }) };
  return (
    <nav className="crisis-tabs" aria-label={words.tabsLabel}>
      <ul>
        {tabs.map((one) => (
          <li key={one}>
            <Link
              to={to(one)}
              replace
              aria-current={one === tab ? "true" : undefined}
              className={`${icons[one]} fr-icon--sm`}
            >
              {words.tabs[one]}
              {(news[one] ?? 0) > 0 && <span className="crisis-count">{news[one]}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
