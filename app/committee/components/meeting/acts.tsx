import { Link } from "@remix-run/react";
import { meeting } from "#app/messages/committee-meeting.ts";
import { paths } from "#app/ui/paths.ts";
import { useClock } from "#app/ui/time/now.tsx";
import type { MeetingPage } from "../../queries/meeting-page.ts";
import { Press } from "./press.tsx";

const words = meeting.acts;

/** When the machine lets it open (machines/meeting/v1/duties/sitting.ts). */
const SOON = 2 * 3_600_000;

/** What this meeting waits for from the reader, first; then the rest. What reaches people is previewed on its own page. */
export function MeetingActs({ page }: { page: MeetingPage }) {
  const { can, state, ref, context } = page;
  const { now } = useClock();
  const near = Date.parse(context.at) - now < SOON;
  const here = `${paths.committees}/seances/${ref}`;
  const to = (slug: string, label: string, main = false) => (
    <Link key={slug} to={`${here}/agir/${slug}`} className={`fr-btn ${main ? "" : "fr-btn--secondary"}`}>
      {label}
    </Link>
  );
  const main = [
    can.includes("meeting.convened") && state === "planned" && to("convoquer", words.convene, true),
    can.includes("consultation.opened") && to("consulter", words.consult, true),
    can.includes("changes.told") && page.news.length > 0 && to("prevenir", meeting.news.tell, true),
    can.includes("meeting.opened") && near && <Press key="open" type="meeting.opened" kind="primary" small={false} label={words.open} />,
    can.includes("minutes.validated") && <Press key="validate" type="minutes.validated" kind="primary" small={false} label={words.validate} />,
    can.includes("minutes.sent") && to("envoyer", words.send, true),
    can.includes("item.added") && state !== "held" && to("ajouter", meeting.agenda.add),
  ].filter(Boolean);
  const more = [
    can.includes("meeting.convened") && state === "convened" && to("convoquer", words.conveneAgain),
    can.includes("meeting.rescheduled") && context.kind === "sitting" && to("deplacer", words.reschedule),
    can.includes("item.added") && state === "held" && to("ajouter", meeting.agenda.add),
    can.includes("meeting.cancelled") && to("annuler", words.cancel),
  ].filter(Boolean);
  return (
    <>
      {can.includes("changes.told") && page.news.length > 0 && (
        <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-2w">
          <p className="fr-text--bold fr-mb-1v">{meeting.news.title(page.news.length)}</p>
          <ul className="fr-mb-1v">
            {page.news.map((one) => <li key={one}>{one}</li>)}
          </ul>
          <p className="fr-mb-0">{meeting.news.why}</p>
        </div>
      )}
      {main.length > 0 && <div className="com-buttons fr-mb-2w">{main}</div>}
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
