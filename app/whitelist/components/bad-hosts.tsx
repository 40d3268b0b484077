import { Form, Link } from "@remix-run/react";
import { badHosts as words } from "#app/messages/whitelist-hosts.ts";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { FileInput } from "#app/ui/form/file-input.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { Moment } from "#app/ui/time/moment.tsx";

type Lists = {
  host: string;
  lists: { source: string; count: number; at: string }[];
  found: { host: string; reason: string; source: string }[];
};

/** The lists that are there, and whether one names a host. */
export function HostLists({ host, lists, found }: Lists) {
  if (lists.length === 0) return <Empty title={words.none.title} text={words.none.text} />;
  return (
    <>
      <Form method="get" role="search" className="fr-mb-3w">
        <TextField
          name="hote"
          label={words.search}
          hint={words.searchHint}
          type="search"
          defaultValue={host}
        />
        <button type="submit" className="fr-btn fr-btn--secondary">
          {words.go}
        </button>
      </Form>
      {host && (
        <ul className="fr-mb-4w" role="status">
          {found.length === 0 && <li>{words.notFound(host)}</li>}
          {found.map((one) => (
            <li key={one.host + one.source}>{words.found(one.host, one.reason, one.source)}</li>
          ))}
        </ul>
      )}
      <DataTable
        caption={words.lists}
        rows={lists}
        keyOf={({ source }) => source}
        columns={[
          { key: "source", label: words.source, render: ({ source }) => source },
          { key: "count", label: words.count, render: ({ count }) => count.toLocaleString("fr-FR") },
          { key: "at", label: words.at, render: ({ at }) => <Moment at={at} /> },
        ]}
      />
    </>
  );
}

/** What each ENT reports by itself, on a page of its own. */
export function EntLists({ ents }: { ents: { key: string; name: string; count: number }[] }) {
  if (ents.length === 0) return null;
  return (
    <section className="fr-mt-6w" aria-labelledby="ents">
      <h2 id="ents" className="fr-h4">
        {words.ent.title}
      </h2>
      <p>{words.ent.lead}</p>
      <ul>
        {ents.map(({ key, name, count }) => (
          <li key={key}>
            <Link to={`${paths.whitelist}/hotes-signales/${key}`}>{words.ent.link(name, count)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function HostsImportForm({ errors }: { errors: readonly FieldError[] }) {
  return (
    <section className="fr-mt-6w" aria-labelledby="importer">
      <h2 id="importer" className="fr-h4">
        {words.importTitle}
      </h2>
      <p>{words.importText}</p>
      <ErrorSummary errors={errors} />
      <Form method="post" encType="multipart/form-data" noValidate>
        <TextField name="source" label={words.name} hint={words.nameHint} errors={errors} required />
        <FileInput name="file" label={words.file} hint={words.fileHint} errors={errors} />
        <button type="submit" className="fr-btn fr-mt-3w">
          {words.preview}
        </button>
      </Form>
    </section>
  );
}

type Preview = {
  hash: string;
  source: string;
  read: number;
  added: number;
  changed: number;
  removed: number;
  left: number;
  twice: number;
  refused: { line: number; text: string; reason: string }[];
  refusedTotal: number;
  touched: { ref: string; title: string }[];
  touchedTotal: number;
};

/** What the import would change, line by line where it is refused; nothing is changed yet. */
export function HostsPreview(made: Preview) {
  const counts = [
    words.wouldRead(made.read),
    words.added(made.added),
    ...(made.changed > 0 ? [words.changed(made.changed)] : []),
    ...(made.removed > 0 ? [words.removed(made.removed)] : []),
    ...(made.left > 0 ? [words.left(made.left)] : []),
    ...(made.twice > 0 ? [words.twice(made.twice)] : []),
  ];
  return (
    <section aria-labelledby="apercu">
      <h2 id="apercu" className="fr-h4" dir="auto">
        {words.source} « {made.source} »
      </h2>
      <ul>
        {counts.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p>{words.touched(made.touchedTotal)}</p>
      {made.touched.length > 0 && (
        <ul>
          {made.touched.map(({ ref, title }) => (
            <li key={ref}>
              <Link to={`${paths.whitelist}/${ref}`}>
                {ref} · {title}
              </Link>
            </li>
          ))}
          {made.touchedTotal > made.touched.length && (
            <li>{words.more(made.touchedTotal - made.touched.length)}</li>
          )}
        </ul>
      )}
      {made.refusedTotal > 0 && (
        <div className="fr-alert fr-alert--warning fr-mb-3w">
          <h3 className="fr-alert__title">{words.refused(made.refusedTotal)}</h3>
          <ul>
            {made.refused.map(({ line, text, reason }) => (
              <li key={`${line} ${text}`}>{words.line(line, text, reason)}</li>
            ))}
            {made.refusedTotal > made.refused.length && (
              <li>{words.more(made.refusedTotal - made.refused.length)}</li>
            )}
          </ul>
        </div>
      )}
      <Form method="post" encType="multipart/form-data">
        <input type="hidden" name="hash" value={made.hash} />
        <ul className="fr-btns-group fr-btns-group--inline-md">
          <li>
            <button type="submit" className="fr-btn">
              {words.confirm}
            </button>
          </li>
          <li>
            <Link className="fr-btn fr-btn--secondary" to={`${paths.whitelist}/hotes-signales`}>
              {words.cancel}
            </Link>
          </li>
        </ul>
      </Form>
    </section>
  );
}
