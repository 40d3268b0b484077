import { Form, Link, useLocation, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { ui } from "#app/messages/ui.ts";

/** Filters of a list: a GET form, so that the address remembers them and can be sent to a colleague. */
export function Filters({ children }: { children: ReactNode }) {
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const filtered = [...search.keys()].some((key) => key !== "tri" && key !== "apres" && key !== "page");
  return (
    <Form
      method="get"
      role="search"
      aria-label={ui.filters}
      className="tocsin-filters"
      key={search.toString()}
    >
      {children}
      {search.has("tri") && <input type="hidden" name="tri" value={search.get("tri") ?? ""} />}
      <button type="submit" className="fr-btn fr-btn--secondary">
        {ui.applyFilters}
      </button>
      {filtered && (
        <Link to={pathname} className="fr-link">
          {ui.clearFilters}
        </Link>
      )}
    </Form>
  );
}

type SelectProps = {
  name: string;
  label: string;
  all: string;
  options: readonly { value: string; label: string }[];
};

/** A choice within the filters; its value comes from the address. */
export function FilterSelect({ name, label, all, options }: SelectProps) {
  const [search] = useSearchParams();
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={`filtre-${name}`}>
        {label}
      </label>
      <select className="fr-select" id={`filtre-${name}`} name={name} defaultValue={search.get(name) ?? ""}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Free text within the filters. */
export function FilterText({ name, label }: { name: string; label: string }) {
  const [search] = useSearchParams();
  return (
    <div className="fr-input-group">
      <label className="fr-label" htmlFor={`filtre-${name}`}>
        {label}
      </label>
      <input
        className="fr-input"
        id={`filtre-${name}`}
        name={name}
        type="search"
        defaultValue={search.get(name) ?? ""}
      />
    </div>
  );
}
