import { Pagination } from "@codegouvfr/react-dsfr/Pagination";
import { Link, useSearchParams } from "@remix-run/react";
import { ui } from "#app/messages/ui.ts";

/** Numbered pages (`?page=`), or « Suite » by a cursor (`?apres=`) where counting would cost too much. */
export type PagesProps = { count: number; current: number } | { next: string | null };

/** The way to the rest of a list, its filters kept. */
export function Pages(props: PagesProps) {
  const [search] = useSearchParams();
  const linkTo = (key: string, value: string | null) => {
    const params = new URLSearchParams(search);
    params.delete(key);
    if (value) params.set(key, value);
    return `?${params}`;
  };
  if ("count" in props) {
    if (props.count < 2) return null;
    return (
      <Pagination
        count={props.count}
        defaultPage={props.current}
        getPageLinkProps={(page) => ({ to: linkTo("page", page === 1 ? null : String(page)) })}
      />
    );
  }
  if (!props.next && !search.has("apres")) return null;
  return (
    <ul className="fr-btns-group fr-btns-group--inline">
      {search.has("apres") && (
        <li>
          <Link to={linkTo("apres", null)} className="fr-btn fr-btn--tertiary">
            {ui.firstPage}
          </Link>
        </li>
      )}
      {props.next && (
        <li>
          <Link to={linkTo("apres", props.next)} className="fr-btn fr-btn--secondary">
            {ui.nextPage}
          </Link>
        </li>
      )}
    </ul>
  );
}
