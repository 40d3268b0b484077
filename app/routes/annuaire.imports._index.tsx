import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ImportReport } from "#app/directory/components/import-report.tsx";
import { importRuns } from "#app/directory/queries/import-reports.ts";
import { directory } from "#app/messages/directory-pages.ts";
import { frame } from "#app/messages/frame.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

const { reports: words } = directory;
export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireRight(context, request, "directory.import");
  const runs = await importRuns(context.db);
  return { runs: runs.map(({ endedAt, ...run }) => ({ ...run, startedAt: run.startedAt.toISOString() })) };
}

export default function ImportReports() {
  const { runs } = useLoaderData<typeof loader>();
  return (
    <>
      <Trail links={[{ to: paths.directory, label: directory.title }]} current={words.title} />
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {runs.length === 0 && (
        <Empty
          title={words.empty.title}
          text={words.empty.text}
          action={{ to: paths.directory, label: words.empty.action }}
        />
      )}
      {runs.map((run) => (
        <ImportReport key={run.id} run={run} />
      ))}
    </>
  );
}
