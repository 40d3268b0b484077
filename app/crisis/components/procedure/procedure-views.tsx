import { Link } from "@remix-run/react";
import type { Drawing, Format } from "#app/crisis/layout/drawing-types.ts";
import { procedure } from "#app/messages/crisis-procedure.ts";
import { describeGraph } from "#machines/procedure/graph.ts";
import type { Progress } from "#machines/procedure/states.ts";
import { actionsOf } from "#runbooks/actions.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { DrawingView } from "./drawing-view.tsx";
import { Legend } from "./legend.tsx";
import { ProcedureList } from "./procedure-list.tsx";

type Props = {
  runbook: Runbook;
  drawings: Record<Format, Drawing>;
  progress?: Progress | undefined;
  view: "drawing" | "list";
  /** Address of a step in the room; none when no crisis runs on it. */
  roomHref?: (key: string) => string;
};

/** The drawing or the list, as the reader wants it. The drawing is made for the width of the screen. */
export function ProcedureViews({ runbook, drawings, progress, view, roomHref }: Props) {
  const graph = describeGraph(runbook, progress);
  const hrefOf = (key: string) => `?vue=liste#etape-${key}`;
  return (
    <>
      <nav aria-label={procedure.views.label} className="procedure-views fr-mb-3w">
        {(["drawing", "list"] as const).map((one) => (
          <Link
            key={one}
            to={one === "list" ? "?vue=liste" : "?"}
            replace
            preventScrollReset
            aria-current={one === view ? "true" : undefined}
            className={`fr-btn fr-btn--sm ${one === view ? "" : "fr-btn--secondary"}`}
          >
            {procedure.views[one]}
          </Link>
        ))}
      </nav>
      {view === "list" ? (
        <ProcedureList runbook={runbook} progress={progress} roomHref={roomHref} />
      ) : (
        <>
          <Legend />
          {(["wide", "narrow"] as const).map((format) => (
            <div key={format} className={`procedure-${format}`}>
              <DrawingView
                drawing={drawings[format]}
                graph={graph}
                title={runbook.title}
                name={format}
                chosen={chosenIn(runbook, progress)}
                hrefOf={hrefOf}
              />
            </div>
          ))}
        </>
      )}
    </>
  );
}

/** Words of the options retained, by decision. */
export const chosenIn = (runbook: Runbook, progress: Progress = {}): Record<string, string> =>
  Object.fromEntries(
    actionsOf(runbook).flatMap((one) => {
      const option =
        one.kind === "decision" && one.options.find(({ key }) => progress[one.key] === `decided:${key}`);
      return option ? [[one.key, option.label]] : [];
    }),
  );
