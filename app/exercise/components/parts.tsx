import { exercise as words } from "#app/messages/exercise.ts";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";
import { functionLabels } from "#conventions/labels.ts";
import type { Candidate } from "../queries/candidates.ts";
import type { PrepareValues } from "../queries/prepare-page.ts";

const { form: said } = words;
const label = (held: string) => (functionLabels as Record<string, string>)[held] ?? held;

/** People of the directory, each with a part or none; those picked stay while one searches for others. */
export function Parts({
  values,
  people,
  errors,
}: {
  values: PrepareValues;
  people: Candidate[];
  errors?: FieldError[] | undefined;
}) {
  const problem = stateOf(errors, "players");
  return (
    <fieldset id="players" className="exo-parts">
      <legend className="fr-h5">{said.people}</legend>
      <p className="fr-hint-text">{said.peopleHint}</p>
      {problem.state && <p className="fr-error-text">{problem.stateRelatedMessage}</p>}
      <div className="exo-buttons fr-mb-1w">
        <div className="fr-input-group fr-mb-0">
          <label className="fr-label" htmlFor="search">
            {said.search}
            <span className="fr-hint-text">{said.searchHint}</span>
          </label>
          <input
            className="fr-input"
            id="search"
            name="search"
            type="search"
            defaultValue={values.search}
            maxLength={80}
          />
        </div>
        <button type="submit" name="intent" value="search" className="fr-btn fr-btn--secondary">
          {said.searchButton}
        </button>
      </div>
      {people.map((one) => (
        <div key={one.id} className="exo-part">
          <label htmlFor={`part-${one.id}`}>
            <strong>{one.name}</strong>
            <span className="exo-meta">
              {" "}
              {label(one.function)}, {one.organisation}
              {!one.reachable && ` · ${said.noAddress}`}
            </span>
          </label>
          <select
            className="fr-select"
            id={`part-${one.id}`}
            name={`part:${one.id}`}
            defaultValue={values.parts[one.id] ?? ""}
            aria-label={said.part(one.name)}
          >
            <option value="">{said.parts[""]}</option>
            {Object.entries(words.seats).map(([seat, name]) => (
              <option key={seat} value={`player:${seat}`}>
                {said.playerAs(name)}
              </option>
            ))}
            <option value="player">{said.parts.player}</option>
            <option value="animator">{said.parts.animator}</option>
            <option value="observer">{said.parts.observer}</option>
          </select>
        </div>
      ))}
    </fieldset>
  );
}
