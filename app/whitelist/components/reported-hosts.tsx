import { Form, Link, useNavigation } from "@remix-run/react";
import type { ActAnswer } from "#app/engine/command/answering.ts";
import { badHosts } from "#app/messages/whitelist-hosts.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { FileInput } from "#app/ui/form/file-input.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Refused } from "#app/ui/refused.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { MOST_HOSTS } from "#machines/host-list/v1/events.ts";
import type { reportedHosts } from "../queries/reported-hosts.ts";

const words = badHosts.ent;
type Page = NonNullable<Awaited<ReturnType<typeof reportedHosts>>>;
export type HostAct = "report" | "clear";

export function ReportedHosts({ page, filtered }: { page: Page; filtered: boolean }) {
  if (page.rows.length === 0) return <Empty {...(filtered ? words.noneFound : words.none)} />;
  return (
    <DataTable
      caption={words.list}
      rows={page.rows}
      keyOf={({ host }) => host}
      pages={{ next: page.next }}
      columns={[
        { key: "host", label: words.host, render: ({ host }) => <strong>{host}</strong> },
        { key: "reason", label: words.reason, render: ({ reason }) => <span dir="auto">{reason}</span> },
        { key: "by", label: words.by, render: ({ by }) => by },
        { key: "at", label: words.at, render: ({ at }) => <Moment at={at} short /> },
        ...(page.may
          ? [
              {
                key: "remove",
                label: words.remove,
                render: ({ host }: Page["rows"][number]) => (
                  <Link to={`?retirer=${encodeURIComponent(host)}#retirer`} aria-label={words.removeOf(host)}>
                    {words.remove}
                  </Link>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** The form of a change, then what will follow, then the button that does it. */
export function HostForm({
  act,
  answer,
  hosts,
}: {
  act: HostAct;
  answer: ActAnswer | undefined;
  hosts: string;
}) {
  const busy = useNavigation().state !== "idle";
  const mine = answer && answer.values.act === act ? answer : undefined;
  const values = mine?.values ?? { hosts };
  const previewed = mine?.step === "preview" && mine.lines;
  const count = (values.hosts ?? "").split("\n").filter((line) => line.trim()).length;
  const id = act === "report" ? "signaler" : "retirer";
  return (
    <section className="fr-mt-6w" aria-labelledby={id}>
      <h2 id={id} className="fr-h4">
        {words[act]}
      </h2>
      {mine?.refused && <Refused what={words[act]} because={mine.refused.because} />}
      {mine && <ErrorSummary errors={mine.errors} />}
      <Form
        method="post"
        encType="multipart/form-data"
        noValidate
        onSubmit={(event) => busy && event.preventDefault()}
      >
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="idempotency" value={values.idempotency ?? ""} />
        {previewed ? (
          <>
            <input type="hidden" name="hosts" value={values.hosts} />
            <input type="hidden" name="why" value={values.why} />
            <Consequences lines={previewed.map((text) => ({ text }))} />
          </>
        ) : (
          <>
            <TextField
              name="hosts"
              label={words.hosts}
              hint={act === "report" ? words.hostsHint(MOST_HOSTS) : words.clearHint}
              rows={act === "report" ? 5 : 3}
              defaultValue={values.hosts}
              errors={mine?.errors}
              required
            />
            {act === "report" && (
              <div className="fr-mb-3w">
                <FileInput name="file" label={words.file} hint={words.fileHint} errors={mine?.errors} />
              </div>
            )}
            <TextField
              name="why"
              label={words.why}
              hint={act === "report" ? words.whyHint : words.whyClearHint}
              rows={2}
              defaultValue={values.why}
              errors={mine?.errors}
              required
            />
          </>
        )}
        <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-3w">
          <li>
            <button
              type="submit"
              name="intent"
              value={previewed ? "confirm" : "preview"}
              className={`fr-btn${act === "clear" && !previewed ? " fr-btn--secondary" : ""}`}
              aria-disabled={busy}
            >
              {previewed ? (act === "report" ? words.reportGo(count) : words.clearGo(count)) : words.preview}
            </button>
          </li>
          {previewed && (
            <li>
              <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">
                {words.edit}
              </button>
            </li>
          )}
        </ul>
      </Form>
    </section>
  );
}

export function HostChanges({ changes }: Pick<Page, "changes">) {
  if (changes.length === 0) return null;
  return (
    <section className="fr-mt-6w" aria-labelledby="changements">
      <h2 id="changements" className="fr-h4">
        {words.changes}
      </h2>
      <ul className="whitelist-plain">
        {changes.map(({ seq, type, at, by, why, hosts }) => (
          <li key={seq}>
            <Moment at={at} /> ·{" "}
            <span dir="auto">{words.changed(words.change[type] ?? type, hosts, by, why)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
