import { messagePage as words } from "#app/messages/communication-page.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { paths } from "#app/ui/paths.ts";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { MessagePageModel } from "../../queries/page.ts";
import { MessageMarks, MessageState } from "../list/badges.tsx";

/** Top line: reference, level, state; the title; the nearest clock. */
export function MessageHeader({ message }: { message: MessagePageModel }) {
  const nearest = message.clocks.find((clock) => clock.state === "running");
  return (
    <header>
      <div className="incident-top">
        <p className="incident-ref">{message.ref}</p>
        <MessageState state={message.state} />
        <MessageMarks process={message.facts.process} exercise={message.exercise} />
        <CopyLink to={`${paths.messages}/${message.ref}`} />
      </div>
      <h1 className="fr-h3 fr-mb-2w" dir="auto">
        {message.title || words.untitled}
      </h1>
      {nearest ? (
        <div className="fr-mb-3w">
          <span className="incident-quiet">{words.nearest(nearest.name)}</span>
          <div>
            <TimeLeft dueAt={nearest.dueAt} explanation={nearest.explanation} reason={nearest.reason} />
          </div>
        </div>
      ) : (
        <p className="incident-quiet fr-mb-3w">{words.noClock}</p>
      )}
    </header>
  );
}
