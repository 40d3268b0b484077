import { Link } from "@remix-run/react";
import { requestState, whitelistPage as words } from "#app/messages/whitelist-words.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { Mine } from "../queries/board.ts";
import { ProgressLine } from "./progress-line.tsx";

type Props = { requests: Mine[]; none?: { title: string; text: string } };

/** Requests one under the other, each with its line of progress. */
export function RequestList({ requests, none = words.empty }: Props) {
  if (requests.length === 0) return <Empty {...none} />;
  return (
    <ul className="whitelist-plain fr-mt-4w">
      {requests.map((one) => (
        <li key={one.ref}>
          <h2 className="fr-h6 fr-mb-1v" dir="auto">
            <Link to={`${paths.whitelist}/${one.ref}`}>{one.name}</Link>
          </h2>
          <p className="whitelist-quiet fr-mb-1w">
            {one.ref} · {one.place} <StateBadge {...requestState(one.state)} />
          </p>
          <ProgressLine state={one.state} />
          {one.dueAt && <TimeLeft dueAt={one.dueAt} />}
        </li>
      ))}
    </ul>
  );
}
