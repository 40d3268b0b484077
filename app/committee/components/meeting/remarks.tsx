import { Form } from "@remix-run/react";
import type { ActAnswer } from "#app/engine/command/answering.ts";
import { meeting } from "#app/messages/committee-meeting.ts";
import type { MeetingPage } from "../../queries/meeting-page.ts";
import { Part } from "./part.tsx";

const words = meeting.minutes;

/** What is said of the whole meeting; written by the bureau until the minutes are validated. */
export function Remarks({ page, answer }: { page: MeetingPage; answer: ActAnswer | undefined }) {
  const { minutes } = page.context;
  if (!minutes) return null;
  const refused = answer?.values.type === "minutes.amended" && !answer.values.item ? answer : undefined;
  const theirs = refused?.refused?.texts;
  if (!page.can.includes("minutes.amended"))
    return minutes.remarks ? (
      <Part title={words.remarks}>
        <p className="com-text">{minutes.remarks.text}</p>
      </Part>
    ) : null;
  return (
    <Part title={words.remarks}>
      {/* Another revision is another form: what was typed from an older one goes with its own base. */}
      <Form method="post" preventScrollReset key={minutes.revision}>
        <input type="hidden" name="type" value="minutes.amended" />
        <input type="hidden" name="base" value={minutes.revision} />
        {theirs && (
          <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-2w" role="alert">
            <p>{meeting.item.theirs(theirs.by ?? "")}</p>
            <blockquote className="com-text">{theirs.theirs}</blockquote>
            <p>{meeting.item.yours}</p>
          </div>
        )}
        <label className="fr-sr-only" htmlFor="remarques">
          {words.remarks}
        </label>
        <textarea
          id="remarques"
          name="text"
          rows={4}
          className="fr-input"
          defaultValue={refused?.values.text ?? minutes.remarks?.text}
        />
        <button type="submit" className="fr-btn fr-btn--sm fr-btn--secondary fr-mt-1w">
          {words.saveRemarks}
        </button>
      </Form>
    </Part>
  );
}
