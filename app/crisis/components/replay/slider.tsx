import { replay } from "#app/messages/crisis-procedure.ts";
import { crisisSentence, namesOf } from "#app/messages/crisis-room-journal.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import { marksOf, type Tape } from "./tape.ts";

type Props = {
  tape: Tape;
  /** The moment shown, and the last one that can be. */
  seq: number;
  last: number;
  playing: boolean;
  move(seq: number): void;
  toggle(): void;
};

/** The time line: a slider for hand and keyboard, marks for what counted, and a player. */
export function Slider({ tape, seq, last, playing, move, toggle }: Props) {
  const { zone } = useClock();
  const names = namesOf(tape.rules.runbook);
  const entry = tape.entries[seq - 1];
  const when = entry ? formatDateTime(new Date(entry.at), zone) : "";
  const said = entry ? crisisSentence(entry, names).text : "";
  const marks = marksOf(tape.entries);
  const percent = (at: number) => (last > 1 ? ((at - 1) / (last - 1)) * 100 : 0);
  return (
    <div className="replay-slider">
      <p className="replay-moment fr-mb-1w">
        <strong>{when}</strong> <span className="fr-text--sm">{replay.at(seq, last)}</span>
      </p>
      <label className="fr-label" htmlFor="moment">
        {replay.slider}
      </label>
      <input
        id="moment"
        type="range"
        min={1}
        max={Math.max(1, last)}
        value={seq}
        onChange={(event) => move(Number(event.target.value))}
        aria-valuetext={`${when}, ${said}`}
      />
      <div className="replay-marks" aria-hidden="true">
        {marks.map((one) => (
          <span key={one.seq} style={{ insetInlineStart: `${percent(one.seq)}%` }} />
        ))}
      </div>
      <div className="replay-buttons">
        <button type="button" className="fr-btn fr-btn--sm" onClick={toggle} aria-pressed={playing}>
          {playing ? replay.pause : replay.play}
        </button>
        {(
          [
            ["first", 1],
            ["previous", seq - 1],
            ["next", seq + 1],
            ["last", last],
          ] as const
        ).map(([word, to]) => (
          <button
            key={word}
            type="button"
            className="fr-btn fr-btn--sm fr-btn--tertiary"
            onClick={() => move(to)}
          >
            {replay[word]}
          </button>
        ))}
      </div>
      <div className="fr-select-group fr-mt-2w">
        <label className="fr-label" htmlFor="marques">
          {replay.jump}
        </label>
        <select
          id="marques"
          className="fr-select"
          value={marks.some((one) => one.seq === seq) ? seq : ""}
          onChange={(event) => event.target.value && move(Number(event.target.value))}
        >
          <option value="">—</option>
          {marks.map((one) => (
            <option key={one.seq} value={one.seq}>
              {`${formatDateTime(new Date(one.at), zone)} : ${crisisSentence(one, names).text}`}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
