import { Link } from "@remix-run/react";
import { type MessageAct, messageActs } from "#app/messages/communication-act.ts";
import { messagePage as words } from "#app/messages/communication-page.ts";
import { paths } from "#app/ui/paths.ts";
import { formatEnd } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import type { MessagePageModel } from "../../queries/page.ts";

export const actPath = (ref: string, type: MessageAct) =>
  `${paths.messages}/${ref}/agir/${messageActs[type].slug}`;

/** What is asked of the reader, and how to answer: one large button, the others beside it. */
export function MainAction({ message }: { message: MessagePageModel }) {
  const { acts, ref, state, mine, waits } = message;
  if (state === "draft" && mine)
    return (
      <section className="incident-main incident-screen">
        <p className="fr-mb-2w">{words.draftNotice}</p>
        <ul className="fr-btns-group fr-btns-group--inline-md">
          {acts.includes("communication.submitted") && (
            <li>
              <Link to={actPath(ref, "communication.submitted")} className="fr-btn">
                {messageActs["communication.submitted"].button}
              </Link>
            </li>
          )}
          <li>
            <Link to={`${paths.messages}/${ref}/modifier`} className="fr-btn fr-btn--secondary">
              {words.edit}
            </Link>
          </li>
        </ul>
      </section>
    );
  const main = acts.filter((type) => !type.startsWith("communication."));
  if (main.length === 0) return null;
  return (
    <section className="incident-main incident-screen">
      <p className="fr-text--bold fr-mb-1w">{askedOf(message)}</p>
      <Silence message={message} waits={waits} />
      <ul className="fr-btns-group fr-btns-group--inline-md">
        {main.map((type, n) => (
          <li key={type}>
            <Link
              to={actPath(ref, type)}
              className={`fr-btn${n === 0 ? " fr-btn--lg" : " fr-btn--lg fr-btn--secondary"}`}
            >
              {messageActs[type].button}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function askedOf({ waits, decisions, approvals, acts }: MessagePageModel): string {
  const { asked } = words;
  if (waits === "t2") {
    const mine = decisions?.mine.filter(({ state }) => state === "pending") ?? [];
    return mine.length === 1 && mine[0] ? asked.t2(mine[0].name) : asked.t2Many(mine.length);
  }
  if (waits === "t1") return asked.t1(approvals[0]?.reasonStep.article.toLowerCase() ?? "");
  if (waits === "approval") return asked.approval;
  return acts.includes("adaptation.accepted") ? asked.adaptation : asked.review;
}

/** By when silence approves, where it does (MBN-5.3-T1, T2). */
function Silence({ message, waits }: { message: MessagePageModel; waits: MessagePageModel["waits"] }) {
  const due =
    waits === "t2"
      ? message.decisions?.mine.find(({ state }) => state === "pending")?.dueAt
      : waits === "t1"
        ? message.approvals.find(({ state, silence }) => state === "waiting" && silence === "approves")?.dueAt
        : null;
  if (!due) return null;
  return (
    <p className="fr-mb-2w">
      {words.asked.silence} <Until at={due} />.
    </p>
  );
}

/** « jeudi 19 mars 2026 à 24 h » */
function Until({ at }: { at: string }) {
  const { zone } = useClock();
  return <time dateTime={at}>{formatEnd(new Date(at), zone)}</time>;
}

/** What else its author may do. */
export function OtherActions({ message }: { message: MessagePageModel }) {
  const others = message.acts.filter((type) => type === "communication.withdrawn");
  if (others.length === 0) return null;
  return (
    <section className="incident-section incident-screen" aria-labelledby="actions">
      <h2 id="actions">{words.others}</h2>
      <ul className="incident-plain">
        {others.map((type) => (
          <li key={type}>
            <Link to={actPath(message.ref, type)} className="fr-link">
              {messageActs[type].button}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
