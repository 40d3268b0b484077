import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { logKinds, log as words } from "#app/messages/crisis-room.ts";
import { kindLabel } from "#app/messages/directory-words.ts";
import type { LogLine } from "#machines/crisis/v1/room.ts";
import type { LogKind } from "#machines/crisis/v1/words.ts";
import { isFiltered, type LogFilter } from "../../room-state/log-filter.ts";

/** By kind, party and words; kept in the address, so that a colleague can be sent the same view. */
export function LogFilters({ filter, lines }: { filter: LogFilter; lines: readonly LogLine[] }) {
  const [search] = useSearchParams();
  const submit = useSubmit();
  const parties = [...new Set(lines.flatMap(({ by }) => by.organisation?.kind ?? []))].sort();
  const active = isFiltered(filter);
  return (
    <details className="crisis-filters">
      <summary>
        {words.filter.toggle}
        {active && <span className="crisis-count">{words.filter.active}</span>}
      </summary>
      <Form
        method="get"
        role="search"
        aria-label={words.filter.toggle}
        replace
        preventScrollReset
        key={search.toString()}
        onChange={(event) => {
          const { type } = event.target as unknown as HTMLInputElement;
          if (type !== "search") submit(event.currentTarget, { replace: true, preventScrollReset: true });
        }}
      >
        <input type="hidden" name="onglet" value="journal" />
        <fieldset className="crisis-kinds-filter">
          <legend className="fr-sr-only">{words.kind}</legend>
          {(Object.keys(logKinds) as LogKind[]).map((kind) => (
            <label key={kind}>
              <input
                type="checkbox"
                name="nature"
                value={kind}
                defaultChecked={filter.kinds.includes(kind)}
              />{" "}
              {logKinds[kind].label}
            </label>
          ))}
        </fieldset>
        <label>
          <input type="checkbox" name="saisies" value="1" defaultChecked={filter.typed} />{" "}
          {words.filter.typed}
        </label>
        <label>
          {words.filter.party}{" "}
          <select name="partie" className="fr-select" defaultValue={filter.party}>
            <option value="">{words.filter.everyParty}</option>
            {parties.map((kind) => (
              <option key={kind} value={kind}>
                {kindLabel(kind)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.filter.text}{" "}
          <input type="search" name="texte" className="fr-input" defaultValue={filter.text} />
        </label>
        <div className="crisis-row">
          <button type="submit" className="fr-btn fr-btn--sm fr-btn--secondary">
            {words.filter.apply}
          </button>
          {active && (
            <Link to="?onglet=journal" replace preventScrollReset className="fr-link fr-link--sm">
              {words.filter.clear}
            </Link>
          )}
        </div>
      </Form>
    </details>
  );
}
