import { Link } from "@remix-run/react";
import { hookEvents } from "#app/messages/hooks.ts";
import { subscriptions } from "#app/messages/subscriptions.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { CallView, HookView } from "../../queries/subscriptions-page.ts";
import { Act } from "./act.tsx";

const words = subscriptions.hooks;
const tones = { queued: "info", sending: "info", sent: "success", refused: "error", dead: "error" } as const;

/** Each system that is told, how its last calls went, and what can be done about it. */
export function Hooks({ hooks }: { hooks: readonly HookView[] }) {
  return (
    <section aria-labelledby="appels">
      <h2 className="fr-h3" id="appels">
        {words.title}
      </h2>
      <p>{words.lead}</p>
      {hooks.length === 0 && <p>{words.none}</p>}
      {hooks.map((hook) => (
        <Hook key={hook.id} hook={hook} />
      ))}
      <p>
        <Link to="?modifier=nouveau" className="fr-btn">
          {words.add}
        </Link>
      </p>
    </section>
  );
}

function Hook({ hook }: { hook: HookView }) {
  const { id, name, url, events, enabled, failed, calls } = hook;
  const told = events.map((type) => hookEvents[type] ?? type).join(", ");
  return (
    <article className="tocsin-item" aria-labelledby={`appel-${id}`}>
      <h3 className="fr-h5 fr-mb-1w" id={`appel-${id}`}>
        {name}
      </h3>
      <p className="fr-mb-1w">
        <StateBadge label={enabled ? words.on : words.off} tone={enabled ? "success" : "neutral"} />{" "}
        {failed > 0 && <StateBadge label={words.failing(failed)} tone="error" />}
      </p>
      <p className="fr-mb-1w tocsin-break">{url}</p>
      <p className="tocsin-quiet">{told}</p>
      <ul className="fr-btns-group fr-btns-group--inline fr-btns-group--sm">
        <li>
          <Link to={`?modifier=${id}`} className="fr-btn fr-btn--secondary" aria-label={words.editFor(name)}>
            {words.edit}
          </Link>
        </li>
        <li>
          <Act intent="try" with={{ hook: id }} label={words.try} full={words.tryFor(name)} />
        </li>
        <li>
          <Act intent="renew" with={{ hook: id }} label={words.renew} full={words.renewFor(name)} />
        </li>
        <li>
          <Act intent="remove" with={{ hook: id }} label={words.remove} full={words.removeFor(name)} />
        </li>
      </ul>
      {calls.length > 0 && <Calls hook={hook} />}
      {failed > 1 && (
        <Act
          intent="replay"
          with={{ hook: id, call: "failed" }}
          label={words.replayAll(failed)}
          kind="secondary"
        />
      )}
    </article>
  );
}

function Calls({ hook: { id, name, calls } }: { hook: HookView }) {
  const what = ({ type, ref }: CallView) =>
    type === "trial" ? words.trial : [hookEvents[type] ?? type, ref].filter(Boolean).join(" · ");
  const replayable = ({ type, state }: CallView) =>
    type !== "trial" && ["sent", "refused", "dead"].includes(state);
  return (
    <DataTable
      caption={`${words.last} : ${name}`}
      rows={calls}
      keyOf={(row) => row.id}
      columns={[
        { key: "at", label: words.columns.at, render: (row) => <Moment at={String(row.at)} /> },
        { key: "what", label: words.columns.what, render: what },
        {
          key: "state",
          label: words.columns.state,
          render: (row) => <StateBadge label={words.states[row.state]} tone={tones[row.state]} />,
        },
        { key: "answer", label: words.columns.answer, render: (row) => row.said ?? row.status ?? "" },
        {
          key: "action",
          label: words.columns.action,
          render: (row) =>
            replayable(row) ? (
              <Act
                intent="replay"
                with={{ hook: id, call: row.id }}
                label={words.replay}
                full={words.replayFor(what(row))}
              />
            ) : null,
        },
      ]}
    />
  );
}
