import { Form, Link } from "@remix-run/react";
import { exercise as words } from "#app/messages/exercise.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { ExercisePage } from "../queries/exercise-page.ts";
import { StoryClock } from "./clock.tsx";

const { page: said } = words;
const SPEEDS = [1, 5, 20, 60, 120, 216, 240, 480];

/** One press, one event. */
export function Press({
  type,
  label,
  kind = "secondary",
  fields = {},
}: {
  type: string;
  label: string;
  kind?: "primary" | "secondary" | "tertiary";
  fields?: Record<string, string>;
}) {
  return (
    <Form method="post">
      <input type="hidden" name="type" value={type} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={`fr-btn${kind === "primary" ? "" : ` fr-btn--${kind}`}`}>
        {label}
      </button>
    </Form>
  );
}

function Speed({ value, label, type }: { value: number; label: string; type: string }) {
  const known = SPEEDS.includes(value) ? SPEEDS : [...SPEEDS, value].sort((a, b) => a - b);
  return (
    <Form method="post">
      <input type="hidden" name="type" value={type} />
      <div className="fr-select-group fr-mb-0">
        <label className="fr-label" htmlFor={`factor-${type}`}>
          {said.factor}
        </label>
        <select
          className="fr-select"
          id={`factor-${type}`}
          name="factor"
          defaultValue={String(value)}
          key={value}
        >
          {known.map((one) => (
            <option key={one} value={one}>
              {said.speed(one)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className={`fr-btn${type === "exercise.started" ? "" : " fr-btn--secondary"}`}>
        {label}
      </button>
    </Form>
  );
}

/** Before DEBEX: what will follow, then the button. */
export function Start({ page, factor }: { page: ExercisePage; factor: number }) {
  const { players, injects, convened } = page.context;
  return (
    <>
      <Consequences lines={said.startLines(injects.length, players.length).map((text) => ({ text }))} />
      <div className="exo-buttons">
        <Speed value={factor} label={said.start} type="exercise.started" />
      </div>
      <details className="fr-mb-3w">
        <summary>{said.more}</summary>
        <div className="fr-mt-2w">
          <ul>
            {said.convenedLines(players.length).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <div className="exo-buttons">
            {convened ? (
              <p>{said.convened}</p>
            ) : (
              <Press type="exercise.convened" label={said.convene(players.length)} />
            )}
            <Form method="post">
              <input type="hidden" name="type" value="exercise.cancelled" />
              <div className="fr-input-group fr-mb-0">
                <label className="fr-label" htmlFor="cancel">
                  {said.cancelReason}
                </label>
                <input className="fr-input" id="cancel" name="reason" required maxLength={300} />
              </div>
              <button type="submit" className="fr-btn fr-btn--tertiary">
                {said.cancel}
              </button>
            </Form>
          </div>
        </div>
      </details>
    </>
  );
}

/** While it runs: the clock, what comes next, and what the animator can do with one hand. */
export function Running({ page }: { page: ExercisePage }) {
  const running = page.state === "running";
  const { crisis, factor } = page.context;
  return (
    <>
      <StoryClock pace={page.pace} shown={page.shown} running={running} />
      {page.me.animator && (
        <>
          {running && (
            <p>
              {said.next} : {page.next ? <Moment at={page.next} /> : said.nothingNext}
            </p>
          )}
          <div className="exo-buttons">
            {running && page.next && <Press type="clock.jumped" label={said.jump} kind="primary" />}
            {running ? (
              <Press type="exercise.paused" label={said.pause} />
            ) : (
              <Press type="exercise.resumed" label={said.resume} kind="primary" />
            )}
            <Speed value={factor} label={said.changeSpeed} type="clock.changed" />
            <Press type="exercise.ended" label={said.end} kind="tertiary" />
          </div>
        </>
      )}
      <p className="exo-buttons">
        {crisis && (
          <Link to={`/crises/${crisis.ref}`} className={`fr-btn${page.me.player ? "" : " fr-btn--tertiary"}`}>
            {said.room}
          </Link>
        )}
        {(page.me.animator || page.me.observer) && (
          <Link to={`/exercices/${page.ref}/grille`} className="fr-btn fr-btn--tertiary">
            {said.grid}
          </Link>
        )}
      </p>
    </>
  );
}
