import { Link, useSearchParams } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { logKinds, log as words } from "#app/messages/crisis-room.ts";
import type { LogEntry, LogKind } from "#machines/crisis/v1/words.ts";
import { readPrefix } from "../../room-state/entry-line.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { useStoredText } from "../../room-state/use-stored-text.ts";
import { EntryDetails } from "./entry-details.tsx";
import { EventForm } from "./event-form.tsx";

const kinds = Object.keys(logKinds) as LogKind[];

/** The line where one types: a letter for the kind, the words, Enter. */
export function EntryForm() {
  const { page, room, may, posted } = useRoomView();
  const { line: correcting, stop } = useCorrecting();
  const field = useRef<HTMLTextAreaElement>(null);
  const before = posted?.body.type === "log.entered" ? posted.body : correcting?.data;
  const [text, setText] = useStoredText(
    `tocsin-salle-ligne:${page.id}:${page.me.id}`,
    String(before?.content ?? ""),
  );
  const [kind, setKind] = useState<LogKind>((before?.kind as LogKind) ?? "fait");
  const [takenUp, setTakenUp] = useState<number>();
  useEffect(() => {
    if (!correcting || takenUp === correcting.seq) return;
    setTakenUp(correcting.seq);
    const { content, kind } = correcting.data as LogEntry;
    setText(content);
    setKind(kind);
    field.current?.focus();
  }, [correcting, takenUp, setText]);

  if (!may("log.entered"))
    return (
      <p className="crisis-entry crisis-quiet">
        {room.state === "closed" || room.state === "stood-down" ? words.closed : words.readOnly}
      </p>
    );
  const type = (given: string) => {
    // Only as it is typed: a text pasted or taken up again keeps its first word.
    const prefix = given.length <= 3 && !text.startsWith(given) ? readPrefix(given) : null;
    if (prefix) setKind(prefix.kind);
    setText(prefix ? prefix.rest : given);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  const sent = (form: HTMLFormElement) => {
    form.reset();
    stop();
    setText("");
    setKind("fait");
    field.current?.focus();
  };
  return (
    <EventForm
      type="log.entered"
      fields={{ corrects: correcting ? String(correcting.seq) : undefined }}
      className="crisis-entry"
      id="saisie"
      label={words.line}
      onSent={sent}
    >
      {(errors) => (
        <>
          {correcting && <Correcting seq={correcting.seq} onDropped={() => setText("")} />}
          <fieldset className="crisis-kinds">
            <legend className="fr-sr-only">{words.kind}</legend>
            {kinds.map((one) => (
              <span key={one}>
                <input
                  type="radio"
                  id={`nature-${one}`}
                  name="kind"
                  value={one}
                  checked={kind === one}
                  onChange={() => setKind(one)}
                />
                <label htmlFor={`nature-${one}`}>
                  <kbd>{logKinds[one].letter}</kbd> {logKinds[one].label}
                </label>
              </span>
            ))}
          </fieldset>
          <span className="fr-sr-only" role="status">
            {kind !== "fait" && logKinds[kind].label}
          </span>
          <div className="crisis-entry__line">
            <label className="fr-sr-only" htmlFor="saisie-texte">
              {words.line}
            </label>
            <textarea
              ref={field}
              id="saisie-texte"
              name="content"
              rows={1}
              className="fr-input"
              placeholder={words.placeholder}
              aria-describedby="saisie-aide"
              required
              maxLength={4_000}
              value={text}
              onChange={(event) => type(event.target.value)}
              onKeyDown={press}
            />
            <button type="submit" className="fr-btn">
              {words.send}
            </button>
          </div>
          <p id="saisie-aide" className="fr-sr-only">
            {words.lineHint}
          </p>
          <EntryDetails errors={errors} />
        </>
      )}
    </EventForm>
  );
}

/** The typed line that the address asks to correct, and how to correct none any more. */
function useCorrecting() {
  const [search, setSearch] = useSearchParams();
  const { room } = useRoomView();
  const asked = Number(search.get("corrige"));
  const line = asked
    ? room.lines.find(({ seq, type }) => seq === asked && type === "log.entered")
    : undefined;
  const stop = () => {
    if (!search.has("corrige")) return;
    const without = new URLSearchParams(search);
    without.delete("corrige");
    setSearch(without, { replace: true, preventScrollReset: true });
  };
  return { line, stop };
}

function Correcting({ seq, onDropped }: { seq: number; onDropped: () => void }) {
  const [search] = useSearchParams();
  const without = new URLSearchParams(search);
  without.delete("corrige");
  return (
    <p className="crisis-correcting">
      {words.correcting(seq)}{" "}
      <Link to={`?${without}`} replace preventScrollReset onClick={onDropped}>
        {words.cancelCorrection}
      </Link>
    </p>
  );
}
