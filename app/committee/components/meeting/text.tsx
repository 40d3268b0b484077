import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { ActAnswer } from "#app/engine/command/answering.ts";
import { meeting } from "#app/messages/committee-meeting.ts";
import type { PageItem } from "../../queries/meeting-page.ts";

const words = meeting.item;
type Part = "presentation" | "discussion";
type Props = {
  item: PageItem;
  part: Part;
  /** « minutes.amended » once the meeting is closed. */
  type: "item.presented" | "item.discussed" | "minutes.amended";
  answer: ActAnswer | undefined;
};

/**
 * A text of the minutes that two people may write at once. What was typed starts from one revision and keeps it: a
 * newer text never slips under it, and whoever sends second sees both.
 */
export function MinutesText({ item, part, type, answer }: Props) {
  const busy = useNavigation().state === "submitting";
  const refused = answer?.values.item === item.key && answer.values.part === part ? answer : undefined;
  const theirs = refused?.refused?.texts;
  const [from, setFrom] = useState({ base: item.revision, text: item[part]?.text ?? "" });
  const [typed, setTyped] = useState(refused?.values.text ?? from.text);
  const dirty = typed !== from.text;
  const last = item[part]?.by.name ?? "";
  const seen = useRef(answer);
  useEffect(() => {
    if (item.revision === from.base) return;
    const now = item[part]?.text ?? "";
    // The other text of the point moved, not this one; or this one is what I typed, kept: I go on from here.
    if (now === from.text || now === typed) setFrom({ base: item.revision, text: now });
    // Nothing of mine would be lost: the newer text takes the place of the older.
    else if (!dirty) {
      setFrom({ base: item.revision, text: now });
      setTyped(now);
    }
  }, [dirty, item, from, typed, part]);
  useEffect(() => {
    // After a refusal, both texts are on the screen: the next one starts from theirs.
    if (refused && seen.current !== answer) setFrom({ base: item.revision, text: item[part]?.text ?? "" });
    seen.current = answer;
  }, [answer, refused, item, part]);
  const id = `${part}-${item.key}`;
  return (
    <Form method="post" preventScrollReset onSubmit={(event) => busy && event.preventDefault()}>
      <input type="hidden" name="type" value={type} />
      <input type="hidden" name="item" value={item.key} />
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="from" value={theirs ? theirs.theirs : from.text} />
      <input type="hidden" name="base" value={theirs ? item.revision : from.base} />
      {theirs && (
        <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-2w" role="alert">
          <p>{words.theirs(theirs.by ?? "")}</p>
          <blockquote className="com-text">{theirs.theirs}</blockquote>
          <p>{words.yours}</p>
        </div>
      )}
      {!theirs && dirty && item.revision !== from.base && last && (
        <p className="fr-info-text" role="status">{words.changed(last)}</p>
      )}
      <label className="fr-sr-only" htmlFor={id}>{words[part]}</label>
      <textarea
        id={id}
        className="fr-input"
        name="text"
        rows={Math.min(12, Math.max(3, typed.split("\n").length + 1))}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="fr-btn fr-btn--sm fr-btn--secondary fr-mt-1w" aria-disabled={busy}>
        {words.save[part]}
      </button>
    </Form>
  );
} // biome-ignore format: short lines stay whole
