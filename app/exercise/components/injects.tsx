import { Form, Link } from "@remix-run/react";
import { exercise as words } from "#app/messages/exercise.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { wayLabels } from "#machines/exercise/v1/labels.ts";
import type { ExercisePage } from "../queries/exercise-page.ts";

const { inject: said } = words.page;
type Inject = ExercisePage["context"]["injects"][number];
const tones = { planned: "info", fired: "success", skipped: "neutral" } as const;

/** When a line of the chronogramme falls due in the story. */
const dueOf = ({ context }: ExercisePage, at: number) =>
  context.debex ? new Date(Date.parse(context.debex.shown) + at * 60_000).toISOString() : null;
const sinceDebex = (at: number) => `H+${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`;

/** The chronogramme, one card a line: what comes, what left and who answered. */
export function Injects({ page }: { page: ExercisePage }) {
  const { injects } = page.context;
  return (
    <ol className="exo-injects">
      {injects.map((one) => (
        <li key={one.key} className="exo-inject" data-state={one.state}>
          <InjectHead page={page} inject={one} />
          <p>{one.content}</p>
          <p className="exo-meta">
            <strong>{said.expected} :</strong> {one.expected}
          </p>
          {one.state === "fired" && <Answers inject={one} />}
          {page.me.animator && one.state === "planned" && <Steer page={page} inject={one} />}
          {(page.me.animator || page.me.observer) && one.state === "fired" && page.state !== "debriefed" && (
            <Judge inject={one} />
          )}
        </li>
      ))}
    </ol>
  );
}

function InjectHead({ page, inject }: { page: ExercisePage; inject: Inject }) {
  const due = dueOf(page, inject.at);
  const to = inject.to.map((seat) => words.seats[seat] ?? seat).join(", ") || said.everyone;
  return (
    <>
      <h3>
        {inject.title} <StateBadge label={said[inject.state]} tone={tones[inject.state]} />
      </h3>
      <p className="exo-meta">
        {sinceDebex(inject.at)}
        {due && (
          <>
            {" · "}
            <Moment at={inject.fired?.shown ?? due} />
          </>
        )}
        {` · ${said.by(wayLabels[inject.way], inject.from)} · ${said.to} : ${to}`}
      </p>
    </>
  );
}

function Answers({ inject }: { inject: Inject }) {
  const who = new Set(inject.answers.map(({ by }) => by.id));
  return (
    <div className="fr-mb-1w">
      <p className="fr-mb-1v">
        <strong>{who.size > 0 ? said.answered(who.size, inject.players.length) : said.noAnswer}</strong>
      </p>
      <ul>
        {inject.answers.map(({ by, at, text }) => (
          <li key={`${by.id}${at.real}`}>
            {by.name}, <Moment at={at.shown} short />
            {text && ` : ${text}`}
          </li>
        ))}
      </ul>
      {inject.judged && (
        <p className="exo-meta">
          {said.judged} : {said.judge[inject.judged.reaction]}
          {inject.judged.note && ` (${inject.judged.note})`}
        </p>
      )}
    </div>
  );
}

function Steer({ page, inject }: { page: ExercisePage; inject: Inject }) {
  return (
    <div className="exo-buttons fr-mb-0">
      {page.state === "running" && (
        <Form method="post">
          <input type="hidden" name="type" value="inject.fired" />
          <input type="hidden" name="key" value={inject.key} />
          <button type="submit" className="fr-btn fr-btn--secondary fr-btn--sm">
            {said.fire(inject.players.length)}
          </button>
        </Form>
      )}
      <Link
        to={`/exercices/${page.ref}/stimulus/${inject.key}`}
        className="fr-btn fr-btn--tertiary fr-btn--sm"
        aria-label={`${said.edit} : ${inject.title}`}
      >
        {said.edit}
      </Link>
      <details>
        <summary aria-label={`${said.skip} : ${inject.title}`}>{said.skip}</summary>
        <Form method="post">
          <input type="hidden" name="type" value="inject.skipped" />
          <input type="hidden" name="key" value={inject.key} />
          <div className="fr-input-group fr-mb-0">
            <label className="fr-label" htmlFor={`skip-${inject.key}`}>
              {said.skipReason}
            </label>
            <input className="fr-input" id={`skip-${inject.key}`} name="reason" required maxLength={300} />
          </div>
          <button type="submit" className="fr-btn fr-btn--tertiary fr-btn--sm">
            {said.skipConfirm}
          </button>
        </Form>
      </details>
    </div>
  );
}

/** What was seen of the reaction: three large boxes for a thumb, and a note. */
function Judge({ inject }: { inject: Inject }) {
  return (
    <Form method="post">
      <input type="hidden" name="type" value="inject.judged" />
      <input type="hidden" name="key" value={inject.key} />
      <fieldset className="exo-choices">
        <legend className="fr-sr-only">{`${said.judged} : ${inject.title}`}</legend>
        {Object.entries(said.judge).map(([value, label]) => (
          <label key={value}>
            <input
              type="radio"
              name="reaction"
              value={value}
              required
              defaultChecked={inject.judged?.reaction === value}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <button
        type="submit"
        className="fr-btn fr-btn--tertiary fr-btn--sm"
        aria-label={`${said.judgeButton} : ${inject.title}`}
      >
        {said.judgeButton}
      </button>
    </Form>
  );
}

/** What reached this player, newest first, each with its answer. */
export function MyInjects({ page }: { page: ExercisePage }) {
  const mine = page.context.injects.filter(
    ({ state, players }) => state === "fired" && players.includes(page.me.id),
  );
  return (
    <section aria-labelledby="mine">
      <h2 id="mine" className="fr-h4">
        {said.mine}
      </h2>
      {mine.length === 0 && <p>{said.none}</p>}
      <ol className="exo-injects">
        {mine.toReversed().map((one) => (
          <li key={one.key} className="exo-inject" data-state="fired">
            <h3>{one.title}</h3>
            <p className="exo-meta">
              {one.fired && <Moment at={one.fired.shown} />} · {said.by(wayLabels[one.way], one.from)}
            </p>
            <p>{one.content}</p>
            <ul>
              {one.answers
                .filter(({ by }) => by.id === page.me.id)
                .map(({ at, text }) => (
                  <li key={at.real}>
                    <Moment at={at.shown} short /> {text}
                  </li>
                ))}
            </ul>
            <Form method="post">
              <input type="hidden" name="type" value="inject.answered" />
              <input type="hidden" name="key" value={one.key} />
              <div className="fr-input-group">
                <label className="fr-label" htmlFor={`answer-${one.key}`}>
                  {said.answer}
                </label>
                <textarea
                  className="fr-input"
                  id={`answer-${one.key}`}
                  name="text"
                  rows={2}
                  required
                  maxLength={2000}
                />
              </div>
              <button type="submit" className="fr-btn" aria-label={`${said.answerButton} : ${one.title}`}>
                {said.answerButton}
              </button>
            </Form>
          </li>
        ))}
      </ol>
    </section>
  );
}
