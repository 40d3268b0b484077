import { DrawingView } from "#app/crisis/components/procedure/drawing-view.tsx";
import { chosenIn } from "#app/crisis/components/procedure/procedure-views.tsx";
import type { Drawing, Format } from "#app/crisis/layout/drawing-types.ts";
import { replay } from "#app/messages/crisis-procedure.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { Progress } from "#app/ui/progress.tsx";
import type { Rules } from "#machines/crisis/v1/room.ts";
import { describeGraph } from "#machines/procedure/graph.ts";
import { lockOfRoom } from "./lock-of-room.ts";
import { MomentView } from "./moment-view.tsx";
import { Slider } from "./slider.tsx";
import { usePlayer } from "./use-player.ts";
import { useTape } from "./use-tape.ts";

type Props = {
  reference: string;
  rules: Rules;
  drawings: Record<Format, Drawing>;
  /** Number of the newest entry, and of the one shown first. */
  total: number;
  start: number;
};

/** A crisis played again: everything is folded in the browser, from the entries of its journal. */
export function ReplayView({ reference, rules, drawings, total, start }: Props) {
  const { tape, read, failed } = useTape(reference, rules, total);
  const { seq, playing, move, toggle } = usePlayer(tape, read, start);
  const room = tape.at(seq);
  return (
    <>
      {failed && (
        <p className="fr-alert fr-alert--error fr-alert--sm fr-mb-3w" role="alert">
          {replay.failed}
        </p>
      )}
      {read < total && !failed && <Progress label={replay.loading} done={read} total={total} />}
      <Slider {...{ tape, seq, playing, move, toggle }} last={read} />
      <CopyLink to={`/crises/${reference}/rejeu?a=${seq}`} />
      <MomentView room={room} rules={rules} lock={lockOfRoom(room, rules)} />
      {room.context && (
        <details className="fr-mt-4w">
          <summary>{replay.drawing}</summary>
          {(["wide", "narrow"] as const).map((format) => (
            <div key={format} className={`procedure-${format} fr-mt-2w`}>
              <DrawingView
                drawing={drawings[format]}
                graph={describeGraph(rules.runbook, room.context?.steps ?? {})}
                title={rules.runbook.title}
                name={`rejeu-${format}`}
                chosen={chosenIn(rules.runbook, room.context?.steps)}
                hrefOf={(key) => `/crises/${reference}/procedure?vue=liste#etape-${key}`}
              />
            </div>
          ))}
        </details>
      )}
    </>
  );
}
