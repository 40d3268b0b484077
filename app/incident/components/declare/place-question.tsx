import { useFetcher } from "@remix-run/react";
import { useRef } from "react";
import { declare } from "#app/messages/incident-declare.ts";
import { ChoiceCards, ChoiceList } from "#app/ui/form/choice-cards.tsx";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";
import type { PlaceChoice } from "../../queries/my-places.ts";

type Props = {
  choices: readonly PlaceChoice[];
  searchable: boolean;
  /** What the server found for what was typed. */
  found: readonly PlaceChoice[];
  place: string;
  search: string;
  errors: readonly FieldError[];
  /** Where another question than « Où ? » is asked. */
  hint?: string;
};

const WAIT_MS = 250;
const card = ({ value, name, detail }: PlaceChoice) => ({ value, label: name, hint: detail });

/** Where: what is mine as cards, and a search where that is too much. The dispositif comes with the place. */
export function PlaceQuestion({ choices, searchable, found, place, search, errors, hint }: Props) {
  const only = choices.length === 1 && !searchable ? choices[0]?.value : undefined;
  return (
    <ChoiceCards
      name="place"
      legend={declare.where}
      hint={hint ?? declare.whereHint}
      choices={choices.map(card)}
      value={place || only}
      errors={errors}
    >
      {searchable && (
        <PlaceSearch own={choices} found={found} place={place} search={search} errors={errors} />
      )}
    </ChoiceCards>
  );
}

function PlaceSearch({
  own,
  found,
  place,
  search,
  errors,
}: Omit<Props, "choices" | "searchable" | "hint"> & { own: Props["choices"] }) {
  const asked = useFetcher<{ found: PlaceChoice[] }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  // What is already offered above is not offered twice.
  const shown = (asked.data?.found ?? found).filter((one) => !own.some(({ value }) => value === one.value));
  const problem = stateOf(errors, "search");
  const ask = (typed: string) => {
    clearTimeout(timer.current);
    if (typed.trim().length < 3) return;
    timer.current = setTimeout(
      () => asked.load(`/incidents/declarer/lieux?q=${encodeURIComponent(typed)}`),
      WAIT_MS,
    );
  };
  return (
    <div className={`fr-input-group fr-mt-3w${problem.state ? " fr-input-group--error" : ""}`}>
      <label className="fr-label" htmlFor="search">
        {declare.search}
        <span className="fr-hint-text">{declare.searchHint}</span>
      </label>
      <input
        className="fr-input"
        id="search"
        name="search"
        type="search"
        autoComplete="off"
        defaultValue={search}
        onChange={(event) => ask(event.target.value)}
        {...(problem.state && { "aria-invalid": true, "aria-describedby": "search-erreur" })}
      />
      {problem.state && (
        <p id="search-erreur" className="fr-error-text">
          {problem.stateRelatedMessage}
        </p>
      )}
      <div aria-live="polite" className="fr-mt-2w">
        {shown.length > 0 && (
          <>
            <p className="fr-sr-only">{declare.found}</p>
            <ChoiceList
              name="place"
              choices={shown.map(card)}
              value={place || (shown.length === 1 ? shown[0]?.value : undefined)}
            />
          </>
        )}
      </div>
    </div>
  );
}
