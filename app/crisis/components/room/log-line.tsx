import { Link, useSearchParams } from "@remix-run/react";
import { memo } from "react";
import { logKinds, reliabilityLabels, statusLabels, log as words } from "#app/messages/crisis-room.ts";
import { authorOf, crisisSentence, nameOf, type namesOf } from "#app/messages/crisis-room-journal.ts";
import { ui } from "#app/messages/ui.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { LogLine } from "#machines/crisis/v1/room.ts";
import type { LogEntry } from "#machines/crisis/v1/words.ts";

type Props = {
  line: LogLine;
  names: ReturnType<typeof namesOf>;
  fresh: boolean;
  /** Number of the line that corrects this one. */
  corrected: number | undefined;
  correctable: boolean;
};

/** One entry of the journal: a typed line in full, everything else quieter. */
export const Line = memo(function Line({ line, names, fresh, corrected, correctable }: Props) {
  if (line.type !== "log.entered") return <QuietLine line={line} names={names} fresh={fresh} />;
  const entry = line.data as LogEntry;
  return (
    <li
      id={`ligne-${line.seq}`}
      className={`crisis-line crisis-line--${entry.kind}${fresh ? " tocsin-fresh" : ""}`}
    >
      <p className="crisis-line__meta">
        <span className="fr-sr-only">n° {line.seq}, </span>
        <Moment at={entry.eventAt ?? line.at} short />{" "}
        <strong className="crisis-kind">{logKinds[entry.kind]?.label}</strong> {nameOf(line.by)}
        <span className="crisis-line__as">{authorOf(line.by).slice(nameOf(line.by).length)}</span>
        {fresh && <span className="fr-sr-only"> ({ui.new})</span>}
      </p>
      <p className="crisis-line__text" dir="auto">
        {corrected ? <s>{entry.content}</s> : entry.content}
      </p>
      <Details entry={entry} at={line.at} />
      <Corrections line={line} corrected={corrected} correctable={correctable} />
    </li>
  );
});

/** What was done otherwise than by typing: one sentence whose subject is its author, smaller. */
function QuietLine({ line, names, fresh }: Pick<Props, "line" | "names" | "fresh">) {
  const { text, quote } = crisisSentence(line, names);
  return (
    <li id={`ligne-${line.seq}`} className={`crisis-line crisis-line--quiet${fresh ? " tocsin-fresh" : ""}`}>
      <p dir="auto">
        <Moment at={line.at} short /> <b title={authorOf(line.by)}>{nameOf(line.by)}</b> {text}
        {fresh && <span className="fr-sr-only"> ({ui.new})</span>}
      </p>
      {quote && (
        <p className="crisis-line__quote" dir="auto">
          {quote}
        </p>
      )}
    </li>
  );
}

const APART_MS = 60_000;
const differ = (a: string | undefined, b: string) =>
  a !== undefined && Math.abs(Date.parse(a) - Date.parse(b)) >= APART_MS;

/** What was said besides the words; both times where they differ. */
function Details({ entry, at }: { entry: LogEntry; at: string }) {
  const { field, times } = words;
  const facts: [string, string | undefined][] = [
    [field.from, entry.from],
    [field.to, entry.to],
    [field.channel, entry.channel],
    [field.reliability, entry.reliability && reliabilityLabels[entry.reliability]],
    [field.decider, entry.decider],
    [field.owner, entry.owner],
    [field.status, entry.status && statusLabels[entry.status]],
  ];
  const given = facts.filter(([, value]) => value);
  const late = differ(entry.typedAt, at);
  const past = differ(entry.eventAt, at);
  if (given.length === 0 && !entry.dueAt && !late && !past) return null;
  return (
    <p className="crisis-line__facts">
      {given.map(([name, value]) => (
        <span key={name}>
          {name} : <b>{value}</b>
        </span>
      ))}
      {entry.dueAt && (
        <span>
          {field.dueAt} : <Moment at={entry.dueAt} short />
        </span>
      )}
      {past && entry.eventAt && (
        <span>
          {times.event} <Moment at={entry.eventAt} short />
        </span>
      )}
      {late && entry.typedAt && (
        <span>
          {times.typed} <Moment at={entry.typedAt} short />
        </span>
      )}
      {(late || past) && (
        <span>
          {times.entry} <Moment at={at} short />
        </span>
      )}
    </p>
  );
}

function Corrections({ line, corrected, correctable }: Pick<Props, "line" | "corrected" | "correctable">) {
  const [search] = useSearchParams();
  const { corrects } = line.data as LogEntry;
  if (!corrects && !corrected && !correctable) return null;
  const to = new URLSearchParams(search);
  to.set("onglet", "journal");
  to.set("corrige", String(line.seq));
  return (
    <p className="crisis-line__after">
      {corrects && <a href={`#ligne-${corrects}`}>{words.corrects(corrects)}</a>}
      {corrected && <a href={`#ligne-${corrected}`}>{words.corrected(corrected)}</a>}
      {correctable && !corrected && (
        <Link
          to={`?${to}#saisie`}
          replace
          aria-label={words.correctLine(line.seq)}
          className="crisis-correct"
        >
          {words.correct}
        </Link>
      )}
    </p>
  );
}
