import { Link, useSearchParams } from "@remix-run/react";
import { channelLabel, profileList, schools } from "#app/messages/communication.ts";
import { messagePage } from "#app/messages/communication-page.ts";
import { urgentWords } from "#app/messages/communication-urgent.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { FilterSelect, Filters } from "#app/ui/list/filters.tsx";
import { paths } from "#app/ui/paths.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { UrgentMessage } from "../../queries/urgent.ts";
import { MessageMarks, MessageState } from "../list/badges.tsx";

const { all: words } = urgentWords;
const { column } = words;

/** All urgent messages, with what each instance said (MBN-5.3-U). */
export function UrgentTable({ messages }: { messages: readonly UrgentMessage[] }) {
  const [search] = useSearchParams();
  const to = (format: string) => `${paths.messages}/urgents.${format}?${search}`;
  return (
    <DataTable
      caption={words.caption(messages.length)}
      rows={messages}
      keyOf={({ id }) => id}
      exports={[
        { format: "CSV", to: to("csv") },
        { format: "ODS", to: to("ods") },
        { format: words.pdf, to: to("pdf") },
      ]}
      columns={[
        {
          key: "message",
          label: column.message,
          render: (one) => (
            <>
              <Link to={`${paths.messages}/${one.ref}`} className="fr-text--bold">
                {one.title}
              </Link>
              <p className="tocsin-quiet fr-mb-0">{one.ref}</p>
              <MessageState state={one.state} /> <MessageMarks process="classique" exercise={one.exercise} />
            </>
          ),
        },
        { key: "author", label: column.author, render: (one) => one.author },
        {
          key: "left",
          label: column.left,
          render: (one) => (one.leftAt ? <Moment at={one.leftAt} short /> : words.notLeft),
        },
        {
          key: "reach",
          label: column.reach,
          render: (one) => (
            <>
              {profileList(one.profiles)}
              <p className="tocsin-quiet fr-mb-0">
                {[one.schools !== null && schools(one.schools), one.channels.map(channelLabel).join(", ")]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </>
          ),
        },
        { key: "why", label: column.justification, render: (one) => one.justification },
        { key: "review", label: column.review, render: (one) => <Opinions review={one.review} /> },
      ]}
    />
  );
}

function Opinions({ review }: Pick<UrgentMessage, "review">) {
  if (!review || review.opinions.length === 0) return <>{words.noReview}</>;
  return (
    <>
      {review.opinions.map(({ instance, opinion }) => (
        <p key={instance} className="fr-mb-0">
          {urgentWords.review.given(instance.toUpperCase(), messagePage.review.opinion[opinion] ?? opinion)}
        </p>
      ))}
    </>
  );
}

type FilterProps = { years: readonly string[]; dispositifs: readonly { key: string; name: string }[] };

export function UrgentFilters({ years, dispositifs }: FilterProps) {
  const { filter } = words;
  return (
    <Filters>
      <FilterSelect
        name="annee"
        label={filter.year}
        all={filter.yearAll}
        options={years.map((value) => ({ value, label: value }))}
      />
      <FilterSelect
        name="examen"
        label={filter.review}
        all={filter.reviewAll}
        options={Object.entries(filter.reviews).map(([value, label]) => ({ value, label }))}
      />
      {dispositifs.length > 1 && (
        <FilterSelect
          name="dispositif"
          label={filter.dispositif}
          all={filter.dispositifAll}
          options={dispositifs.map(({ key, name }) => ({ value: key, label: name }))}
        />
      )}
    </Filters>
  );
}
