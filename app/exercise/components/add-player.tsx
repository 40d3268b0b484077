import { Form } from "@remix-run/react";
import { exercise as words } from "#app/messages/exercise.ts";
import { functionLabels } from "#conventions/labels.ts";
import type { Candidate } from "../queries/candidates.ts";

const { page: said, form } = words;
const label = (held: string) => (functionLabels as Record<string, string>)[held] ?? held;

/** Somebody joins: looked up in the directory, then added with the seat that they are expected to take. */
export function AddPlayer({ search, found }: { search: string; found: Candidate[] }) {
  return (
    <details open={search !== ""} id="ajouter">
      <summary>{said.addPlayer}</summary>
      <p className="fr-hint-text">{said.addPlayerHint}</p>
      <Form method="get" action="#ajouter" className="exo-buttons" role="search">
        <div className="fr-input-group fr-mb-0">
          <label className="fr-label" htmlFor="joueur">
            {form.search}
            <span className="fr-hint-text">{form.searchHint}</span>
          </label>
          <input
            className="fr-input"
            id="joueur"
            name="joueur"
            type="search"
            required
            defaultValue={search}
            maxLength={80}
          />
        </div>
        <button type="submit" className="fr-btn fr-btn--secondary">
          {form.searchButton}
        </button>
      </Form>
      {search && found.length === 0 && <p>{said.nobodyFound}</p>}
      {found.map((one) => (
        <Form method="post" key={one.id} className="exo-part">
          <input type="hidden" name="type" value="player.added" />
          <input type="hidden" name="person" value={one.id} />
          <p className="fr-mb-0">
            <strong>{one.name}</strong>{" "}
            <span className="exo-meta">
              {label(one.function)}, {one.organisation}
              {!one.reachable && ` · ${form.noAddress}`}
            </span>
          </p>
          <div className="exo-buttons fr-mb-0">
            <select
              className="fr-select"
              name="seat"
              aria-label={`${said.addSeat} : ${one.name}`}
              defaultValue=""
            >
              <option value="">{said.noSeat}</option>
              {Object.entries(words.seats).map(([seat, name]) => (
                <option key={seat} value={seat}>
                  {name}
                </option>
              ))}
            </select>
            <button type="submit" className="fr-btn fr-btn--secondary fr-btn--sm">
              {said.addButton(one.name)}
            </button>
          </div>
        </Form>
      ))}
    </details>
  );
}
