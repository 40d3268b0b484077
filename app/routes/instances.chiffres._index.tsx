import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import style from "#app/committee/components/committee.css?url";
import { HeldBars, Taken } from "#app/committee/components/held-bars.tsx";
import { Tabs } from "#app/committee/components/tabs.tsx";
import { committeeFigures } from "#app/committee/queries/figures.ts";
import { committee } from "#app/messages/committee.ts";
import { frame } from "#app/messages/frame.ts";
import { ui } from "#app/messages/ui.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { FilterSelect, Filters } from "#app/ui/list/filters.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

const words = committee.figures;
export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const year = Number(searchText(new URL(request.url).searchParams, "annee", 4)) || undefined;
  return committeeFigures(context.db, caller, year, context.now());
}

export default function Figures() {
  const { year, years, held, taken } = useLoaderData<typeof loader>();
  const exports = ["csv", "ods"].map((format) => ({
    format: ui.exportAs(format.toUpperCase()),
    to: `${paths.committees}/chiffres/export.${format}?annee=${year}`,
  }));
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Tabs />
      {years.length > 1 && (
        <Filters>
          <FilterSelect
            name="annee"
            label={words.year}
            all={String(years[0])}
            options={years.map((one) => ({ value: String(one), label: String(one) }))}
          />
        </Filters>
      )}
      <section aria-labelledby="tenues">
        <h2 id="tenues" className="fr-h4">
          {words.caption(year)}
        </h2>
        {held.length > 0 ? <HeldBars rows={held} year={year} exports={exports} /> : <p>{words.none}</p>}
      </section>
      {taken.length > 0 && (
        <section className="fr-mt-6w" aria-labelledby="pris">
          <h2 id="pris" className="fr-h4">
            {words.decided}
          </h2>
          <Taken rows={taken} />
        </section>
      )}
    </>
  );
}
