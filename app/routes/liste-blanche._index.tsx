import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { choicesOf, whitelistPage as words } from "#app/messages/whitelist-words.ts";
import { rightsOf } from "#app/platform/permissions.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { Empty } from "#app/ui/empty.tsx";
import { Exports } from "#app/ui/list/exports.tsx";
import { FilterSelect, Filters, FilterText } from "#app/ui/list/filters.tsx";
import { paths } from "#app/ui/paths.ts";
import { Board } from "#app/whitelist/components/board.tsx";
import { RequestList } from "#app/whitelist/components/request-list.tsx";
import { RequestBody, RequestHead } from "#app/whitelist/components/request-view.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import {
  boardDispositifs,
  boardFilter,
  boardPage,
  type Column,
  type Mine,
  myRequests,
} from "#app/whitelist/queries/board.ts";
import { openedRequest } from "#app/whitelist/queries/request.ts";
import { type RequestPage, requestPage } from "#app/whitelist/queries/request-page.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

type Shown = {
  mine: Mine[] | null;
  columns: Column[];
  dispositifs: { key: string; name: string }[];
  current: string;
  panel: RequestPage | null;
  can: { ask: boolean; instruct: boolean; integrate: boolean };
};

/** The board, for those who steer, examine or read; a requester sees their own requests as lines of progress. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Shown> {
  const caller = await requirePerson(context, request);
  const { db } = context;
  const rights = rightsOf(caller.tenures);
  const can = {
    ask: rights.includes("whitelist.request"),
    instruct: rights.includes("whitelist.instruct"),
    integrate: rights.includes("whitelist.integrate"),
  };
  const search = new URL(request.url).searchParams;
  const known = rights.includes("whitelist.board") ? await boardDispositifs(db, caller) : [];
  const ref = search.get("dossier");
  const found = ref ? await openedRequest(db, caller, ref) : null;
  // A link to a dossier shows the board that it is on.
  const asked = search.get("dispositif") ?? found?.dispositif.key;
  const current = known.find(({ key }) => key === asked) ?? known[0];
  if (!current || search.get("vue") === "mes-demandes")
    return {
      mine: await myRequests(db, caller),
      columns: [],
      dispositifs: [],
      current: "",
      panel: null,
      can,
    };
  const filter = boardFilter(search);
  const columns = await boardPage(db, caller, current, filter, context.now());
  const panel = found && (await requestPage(db, found));
  return {
    mine: null,
    columns,
    dispositifs: known.map(({ key, name }) => ({ key, name })),
    current: current.key,
    panel,
    can,
  };
}

export default function Whitelist() {
  const { mine, columns, dispositifs, current, panel, can } = useLoaderData<
    typeof loader
  >() as unknown as Shown;
  const [search] = useSearchParams();
  const empty = columns.every((one) => one.cards.length === 0);
  const filtered = ["q", "purpose", "protocol", "who"].some((name) => search.get(name));
  const without = new URLSearchParams(search);
  without.delete("dossier");
  const whole = new URLSearchParams(without);
  for (const name of ["etat", "apres"]) whole.delete(name);
  const ask = can.ask && (
    <Link to={`${paths.whitelist}/demander`} className="fr-btn">
      {words.ask}
    </Link>
  );
  if (mine)
    return (
      <>
        <h1>{words.mineTitle}</h1>
        <p className="fr-text--lead">{words.mineLead}</p>
        <p>{ask}</p>
        {can.integrate && (
          <Link className="fr-link" to={`${paths.whitelist}/integration`}>
            {words.links.integration}
          </Link>
        )}
        <RequestList requests={mine} />
      </>
    );
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <ul className="fr-btns-group fr-btns-group--inline fr-btns-group--sm">
        {ask && <li>{ask}</li>}
        {can.instruct && (
          <li>
            <Link to={`${paths.whitelist}/instruction`} className="fr-btn fr-btn--secondary">
              {words.links.instruction}
            </Link>
          </li>
        )}
        <li>
          <Link to={`${paths.whitelist}/chiffres?dispositif=${current}`} className="fr-btn fr-btn--tertiary">
            {words.links.statistics}
          </Link>
        </li>
        <li>
          <Link to={`${paths.whitelist}/hotes-signales`} className="fr-btn fr-btn--tertiary">
            {words.links.hosts}
          </Link>
        </li>
      </ul>
      <Filters>
        <FilterText name="q" label={words.filters.q} />
        {dispositifs.length > 1 && (
          <FilterSelect
            name="dispositif"
            label={words.filters.dispositif}
            all={dispositifs[0]?.name ?? ""}
            options={dispositifs.slice(1).map(({ key, name }) => ({ value: key, label: name }))}
          />
        )}
        <FilterSelect
          name="purpose"
          label={words.filters.purpose}
          all={words.filters.all}
          options={choicesOf("purpose")}
        />
        <FilterSelect
          name="protocol"
          label={words.filters.protocol}
          all={words.filters.all}
          options={choicesOf("protocol")}
        />
        <FilterSelect
          name="who"
          label={words.filters.who}
          all={words.filters.all}
          options={[{ value: "me", label: words.filters.me }]}
        />
      </Filters>
      {empty && !panel ? (
        <Empty
          title={filtered ? words.none.title : words.empty.title}
          text={filtered ? words.none.text : words.empty.text}
          {...(can.ask && !filtered && { action: { to: `${paths.whitelist}/demander`, label: words.ask } })}
        />
      ) : (
        <>
          <p className="fr-hint-text">{words.keys}</p>
          <div className={`whitelist-page${panel ? " whitelist-page--panel" : ""}`}>
            <Board columns={columns} open={panel?.ref ?? null} />
            {panel && (
              <aside
                className="whitelist-panel"
                id="panneau"
                tabIndex={-1}
                aria-label={`${words.panel} ${panel.ref}`}
              >
                <p className="fr-mb-1w">
                  <Link
                    className="fr-link fr-icon-close-line fr-link--icon-left"
                    to={`?${without}`}
                    data-close
                    preventScrollReset
                  >
                    {words.close}
                  </Link>
                </p>
                <RequestHead page={panel} level="h2" />
                <p className="fr-mt-2w">
                  <Link className="fr-link" to={`${paths.whitelist}/${panel.ref}`}>
                    {words.full}
                  </Link>
                </p>
                <RequestBody page={panel} />
              </aside>
            )}
          </div>
          {search.has("etat") && (
            <p className="fr-mt-2w">
              <Link className="fr-link" to={`?${whole}`}>
                {words.whole}
              </Link>
            </p>
          )}
          <Exports
            exports={["csv", "ods"].map((format) => ({
              format: format.toUpperCase(),
              to: `${paths.whitelist}/export.${format}?${new URLSearchParams([...without, ["dispositif", current]])}`,
            }))}
          />
          {!search.has("closes") && !search.has("etat") && (
            <p className="fr-mt-2w">
              <Link className="fr-link" to={`?${new URLSearchParams([...without, ["closes", "1"]])}`}>
                {words.showEnded}
              </Link>
            </p>
          )}
        </>
      )}
    </>
  );
}
