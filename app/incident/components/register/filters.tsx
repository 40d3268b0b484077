import { incidentState, severityLabel } from "#app/messages/incident-words.ts";
import { register } from "#app/messages/register.ts";
import { FilterSelect, Filters, FilterText } from "#app/ui/list/filters.tsx";
import { categoryLabels } from "#conventions/labels.ts";
import type { Category } from "#conventions/schema.ts";
import { categories, incidentStates, severities } from "../../queries/register-filter.ts";

const { filter: words } = register;
const options = (values: readonly string[], label: (value: string) => string) =>
  values.map((value) => ({ value, label: label(value) }));

/** The filters of the register. */
export function RegisterFilters({ dispositifs }: { dispositifs: { key: string; name: string }[] }) {
  return (
    <Filters>
      <FilterText name="q" label={words.text} />
      <FilterSelect
        name="vie"
        label={words.life}
        all={words.lifeAll}
        options={Object.entries(words.lives).map(([value, label]) => ({ value, label }))}
      />
      <FilterSelect
        name="etat"
        label={words.state}
        all={words.stateAll}
        options={options(incidentStates, (key) => incidentState(key).label)}
      />
      <FilterSelect
        name="gravite"
        label={words.severity}
        all={words.severityAll}
        options={options(severities, severityLabel)}
      />
      <FilterSelect
        name="categorie"
        label={words.category}
        all={words.categoryAll}
        options={options(categories, (key) => categoryLabels[key as Category].label)}
      />
      {dispositifs.length > 1 && (
        <FilterSelect
          name="dispositif"
          label={words.dispositif}
          all={words.dispositifAll}
          options={dispositifs.map(({ key, name }) => ({ value: key, label: name }))}
        />
      )}
    </Filters>
  );
}
