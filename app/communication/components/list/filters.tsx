import { messageState, processWords } from "#app/messages/communication.ts";
import { messageList } from "#app/messages/communication-list.ts";
import { FilterSelect, Filters, FilterText } from "#app/ui/list/filters.tsx";
import { processes, states } from "../../queries/list-filter.ts";

const { filter: words } = messageList;

/** The filters of the list of messages. */
export function MessageFilters({ dispositifs }: { dispositifs: { key: string; name: string }[] }) {
  return (
    <Filters>
      <FilterText name="q" label={words.text} />
      <FilterSelect
        name="niveau"
        label={words.process}
        all={words.processAll}
        options={processes.map((value) => ({ value, label: processWords[value].label }))}
      />
      <FilterSelect
        name="etat"
        label={words.state}
        all={words.stateAll}
        options={states.map((value) => ({ value, label: messageState(value).label }))}
      />
      <FilterSelect
        name="attente"
        label={words.waiting}
        all={words.waitingAll}
        options={Object.entries(words.waitings).map(([value, label]) => ({ value, label }))}
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
