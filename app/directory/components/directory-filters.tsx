import { directory } from "#app/messages/directory-pages.ts";
import { kindLabel } from "#app/messages/directory-words.ts";
import { FilterSelect, Filters, FilterText } from "#app/ui/list/filters.tsx";

const { filter: words } = directory;
type Props = {
  kinds: string[];
  departements: { code: string; name: string }[];
  dispositifs: { key: string; name: string }[];
};

/** The filters of the directory. */
export function DirectoryFilters({ kinds, departements, dispositifs }: Props) {
  return (
    <Filters>
      <FilterText name="q" label={words.text} />
      <FilterSelect
        name="type"
        label={words.kind}
        all={words.kindAll}
        options={kinds.map((value) => ({ value, label: kindLabel(value) }))}
      />
      <FilterSelect
        name="departement"
        label={words.departement}
        all={words.departementAll}
        options={departements.map(({ code, name }) => ({ value: code, label: `${code} ${name}`.trim() }))}
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
