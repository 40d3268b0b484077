import { Link } from "@remix-run/react";
import { meeting } from "#app/messages/committee-meeting.ts";
import { paths } from "#app/ui/paths.ts";
import { useClock } from "#app/ui/time/now.tsx";
import type { MeetingPage } from "../../queries/meeting-page.ts";
import { Beside } from "./head.tsx";
import { Press } from "./press.tsx";

const words = meeting.acts;

/** When the machine lets it open (machines/meeting/v1/duties/sitting.ts). */
const SOON = 2 * 3_600_000;

const links = (ref: string) => (slug: string, label: string, main = false) => (
  <Link key={slug} to={`${paths.committees}/seances/${ref}/agir/${slug}`} className={`fr-btn ${main ? "" : "fr-btn--secondary"}`}>
    {label}
  </Link>
); // biome-ignore format: one line

/** What this meeting waits for from the reader, before all else. What reaches people is previewed on its own page. */
export function MeetingActs({ page }: { page: MeetingPage }) {
  const { can, state, context, arrival } = page;
  const { now } = useClock();
  const near = Date.parse(context.at) - now < SOON;
  const to = links(page.ref);
  const news = can.includes("changes.told") && page.news.length > 0;
  const main = [
    arrival && <Press key="arrive" type={arrival.type} kind="primary" small={false} label={meeting.presence.arriveMe} fields={arrival.fields} />,
    can.includes("meeting.convened") && state === "planned" && to("convoquer", words.convene, true),
    can.includes("consultation.opened") && to("consulter", words.consult, true),
    news && to("prevenir", meeting.news.tell, !near),
    can.includes("meeting.opened") && near && <Press key="open" type="meeting.opened" kind="primary" small={false} label={words.open} />,
    can.includes("minutes.validated") && <Press key="validate" type="minutes.validated" kind="primary" small={false} label={words.validate} />,
    can.includes("minutes.sent") && to("envoyer", words.send, true),
  ].filter(Boolean);
  return (
    <>
      {arrival?.because && <p className="fr-info-text fr-mb-1w">{arrival.because}</p>}
      {news && <News page={page} late={Date.parse(context.at) - now < REMINDED} />}
      {main.length > 0 && <div className="com-buttons fr-mb-2w">{main}</div>}
    </>
  );
} // biome-ignore format: one act a line

/** The reminder leaves two days before (machines/meeting/v1/effects/clocks.ts). */
const REMINDED = 48 * 3_600_000;

/** What the members do not know yet of the agenda. */
const News = ({ page: { news }, late }: { page: MeetingPage; late: boolean }) => (
  <details className="fr-mb-1w" open={news.length < 4}>
    <summary className="fr-text--bold">{meeting.news.title(news.length)}</summary>
    <div className="tocsin-disclosed">
      <ul className="fr-mb-1v">
        {news.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="tocsin-quiet fr-mb-0">
        {meeting.news.why} {!late && meeting.news.otherwise}
      </p>
    </div>
  </details>
);

/** The rest, with the agenda: on a phone nothing stands between the reader and the point. */
export function OtherActs({ page }: { page: MeetingPage }) {
  const { can, state, ref, context } = page;
  const to = links(ref);
  const more = [
    can.includes("meeting.convened") && state === "convened" && to("convoquer", words.conveneAgain),
    can.includes("extra.agreed") && context.extra && to("accords", words.agreed),
    can.includes("meeting.rescheduled") && context.kind === "sitting" && to("deplacer", words.reschedule),
    can.includes("meeting.cancelled") && to("annuler", words.cancel),
  ].filter(Boolean);
  return (
    <>
      {(state === "held" || state === "consulting") && <Beside page={page} className="com-phone fr-mt-2w" />}
      {can.includes("item.added") && <div className="com-buttons fr-my-2w">{to("ajouter", meeting.agenda.add)}</div>}
      {(more.length > 0 || can.includes("meeting.closed")) && (
        <details className="fr-mb-2w">
          <summary>{words.more}</summary>
          <div className="tocsin-disclosed">
            {more.length > 0 && <div className="com-buttons">{more}</div>}
            {can.includes("meeting.closed") && (
              <Press type="meeting.closed" label={words.close}>
                <p className="fr-mt-2w fr-mb-1w">{words.closeLead}</p>
                <label className="fr-label" htmlFor="remarques">{words.remarks}</label>
                <textarea id="remarques" name="remarks" rows={3} className="fr-input fr-mb-1w" />
              </Press>
            )}
          </div>
        </details>
      )}
    </>
  );
} // biome-ignore format: one act a line
