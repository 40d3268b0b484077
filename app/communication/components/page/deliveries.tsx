import { Link } from "@remix-run/react";
import { deliveryStages } from "#app/engine/outbox/stage.sql.ts";
import { channelLabel, count } from "#app/messages/communication.ts";
import { messagePage } from "#app/messages/communication-page.ts";
import { reachWords, stageWords } from "#app/messages/progress.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { MessagePageModel } from "../../queries/page.ts";
import { actPath } from "./main-action.tsx";

const words = messagePage.deliveries;
const always = ["sent", "delivered", "read", "failed"];

/** What left by each channel, and how far it is known to have gone. */
export function Deliveries({ message }: { message: MessagePageModel }) {
  const { deliveries, state, may, ref, dispositif, exerciseRef } = message;
  if (
    !deliveries ||
    (deliveries.length === 0 && ["draft", "t1", "adapting", "t2", "approval"].includes(state))
  )
    return null;
  const shown = deliveryStages.filter(
    (one) => always.includes(one) || deliveries.some(({ counts }) => counts[one] > 0),
  );
  const failed = deliveries.reduce((sum, { counts }) => sum + counts.failed, 0);
  const held = deliveries.some(({ counts }) => counts.held > 0);
  return (
    <section className="incident-section" aria-labelledby="envois">
      <h2 id="envois">{words.title}</h2>
      {deliveries.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p className="incident-quiet">{words.unit}</p>
          <DataTable
            caption={words.caption}
            rows={deliveries}
            keyOf={({ channel }) => channel}
            columns={[
              { key: "channel", label: words.channel, render: ({ channel }) => channelLabel(channel) },
              ...shown.map((one) => ({
                key: one,
                label: stageWords(one),
                render: ({ counts }: (typeof deliveries)[number]) => count(counts[one]),
              })),
              ...(deliveries.some(({ reach }) => reach)
                ? [
                    {
                      key: "reach",
                      label: words.reach,
                      render: ({ reach }: (typeof deliveries)[number]) => (reach && reachWords(reach)) || "–",
                    },
                  ]
                : []),
              {
                key: "last",
                label: words.last,
                render: ({ last }) => (last ? <Moment at={last} short /> : "–"),
              },
            ]}
          />
        </>
      )}
      {failed > 0 && may.retry && (
        <p className="incident-screen">
          <Link to={actPath(ref, "delivery.retried")} className="fr-btn fr-btn--secondary fr-btn--sm">
            {words.retry}
          </Link>
        </p>
      )}
      {held && (
        <p>
          <Link to={paths.lock(dispositif.key, exerciseRef ?? undefined)} className="fr-link">
            {words.lock}
          </Link>
        </p>
      )}
    </section>
  );
}
