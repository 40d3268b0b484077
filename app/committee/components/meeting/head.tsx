import { Link } from "@remix-run/react";
import { meeting } from "#app/messages/committee-meeting.ts";
import { meetingState } from "#app/messages/committee-words.ts";
import { Facts } from "#app/ui/facts.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { formatDateTime, formatShort } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import type { MeetingPage } from "../../queries/meeting-page.ts";

const words = meeting;

/** What it is, when and where, what to open beside it. */
export function MeetingHead({ page }: { page: MeetingPage }) {
  const { context, state, ref } = page;
  const { kind, at, endsAt, timezone, place, link, convened, cancelled, consultation } = context;
  const live = state === "held";
  return (
    <header className="com-head">
      <h1 className="fr-h3 fr-mb-1v">
        {(kind === "written" ? words.written : words.of)(context.instance.name)}
      </h1>
      <p className="fr-mb-1w">
        <StateBadge {...meetingState(state)} small={false} /> {ref}
        {kind === "sitting" && ` · ${formatDateTime(new Date(at), timezone)} – ${formatShort(new Date(endsAt), new Date(at), timezone)}`}
      </p>
      {consultation && !consultation.closedAt && state === "consulting" && (
        <p className="fr-mb-1w">
          {words.consultation.closes} : <TimeLeft dueAt={consultation.closesAt} /> <span className="tocsin-quiet">{words.consultation.why}</span>
        </p>
      )}
      {context.extra && <Extra page={page} />}
      {!live && (
        <Facts
          facts={[
            { name: words.where, value: kind === "sitting" && (place ?? words.noPlace) },
            { name: words.consultation.reason, value: consultation?.reason ?? null },
            { name: words.convened, value: kind === "sitting" && (convened ? <Moment at={convened.at} /> : words.notConvened) },
            { name: words.secretaries, value: context.secretaries.map(({ name }) => name).join(", ") },
            { name: words.cancelledBecause, value: cancelled?.reason ?? null },
          ]}
        />
      )}
      {link && (
        <p className="com-links">
          <a href={link} target="_blank" rel="noreferrer" className="fr-link">{words.video}</a>
        </p>
      )}
      <Beside page={page} className={live || state === "consulting" ? "com-wide" : ""} />
    </header>
  );
} // biome-ignore format: short lines stay whole

/** Beyond the minimum: who agrees, whose agreement is waited for (ATR-5). */
function Extra({ page: { context, parties } }: { page: MeetingPage }) {
  const agreed = context.extra?.agreed ?? [];
  const missing = parties.filter(({ key }) => !agreed.some((one) => one.key === key));
  const names = (of: { name: string }[]) => of.map(({ name }) => name).join(", ");
  return (
    <div className="fr-mb-1w">
      <p className="fr-mb-1v">
        <strong>{words.extra.title}</strong> · {words.extra.agreed(names(agreed))} {missing.length > 0 && words.extra.missing(names(missing))}
      </p>
      <Why about={words.extra.title} reason={{ statement: words.extra.why, rule: context.instance.rule, article: context.instance.article }} />
    </div>
  );
} // biome-ignore format: same

/** What is opened beside the meeting; while it goes, a phone has it with the agenda. */
export function Beside({ page: { context, state, ref }, className }: { page: MeetingPage; className: string }) {
  const here = `${paths.committees}/seances/${ref}`;
  const [live, consulting] = [state === "held", state === "consulting"];
  if (!live && !consulting && !context.minutes) return null;
  return (
    <p className={`com-links ${className}`}>
      {(live || consulting) && <Link to={`${here}/projeter`} className="fr-link">{words.acts.project}</Link>}
      {(context.minutes || live) && (
        <a href={`${here}/proces-verbal.pdf`} className="fr-link fr-icon-file-pdf-line fr-link--icon-left">
          {context.minutes?.validatedAt ? words.acts.pdf : words.acts.draftPdf}
        </a>
      )}
    </p>
  );
} // biome-ignore format: short lines stay whole
