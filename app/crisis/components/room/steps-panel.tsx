import { steps as words } from "#app/messages/crisis-room.ts";
import type { Board, Card, PhaseCards } from "../../room-state/actions.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { StepCard } from "./step-card.tsx";
import { SettledStep, WaitingStep } from "./step-line.tsx";

/** The procedure as it stands: what waits for the reader first, then each party, its phases with their counts. */
export function StepsPanel({ board }: { board: Board }) {
  const { room } = useRoomView();
  const begun = room.state !== "veille" && room.state !== "qualified";
  return (
    <section id="etapes" className="crisis-panel" aria-labelledby="titre-etapes">
      <div className="crisis-panel__head">
        <h2 id="titre-etapes">{words.heading}</h2>
        <span className="crisis-quiet">{words.progress(board.settled, board.total)}</span>
      </div>
      <div className="crisis-panel__body">
        {begun ? <Mine cards={board.mine} /> : <p className="crisis-quiet">{words.notBegun}</p>}
        {board.parties.map(({ party, phases, live }) => (
          <section key={party} className="crisis-party" aria-labelledby={`partie-${party}`}>
            <h3 id={`partie-${party}`}>
              {words.party[party]} {begun && <span className="crisis-quiet">{words.live(live)}</span>}
            </h3>
            {phases.map((phase) => (
              <Phase key={phase.key} phase={phase} />
            ))}
          </section>
        ))}
      </div>
    </section>
  );
}

function Mine({ cards }: { cards: readonly Card[] }) {
  return (
    <section className="crisis-mine" aria-labelledby="partie-moi">
      <h3 id="partie-moi">
        {words.mine} {cards.length > 0 && <span className="crisis-count">{cards.length}</span>}
      </h3>
      {cards.length === 0 && <p className="crisis-quiet">{words.noneMine}</p>}
      <CardList cards={cards} level={4} />
    </section>
  );
}

const CardList = ({ cards, level }: { cards: readonly Card[]; level: 4 | 5 }) =>
  cards.length > 0 && (
    <ul className="crisis-plain crisis-cards">
      {cards.map((card) => (
        <li key={card.action.key}>
          <StepCard card={card} level={level} folded={level === 5} />
        </li>
      ))}
    </ul>
  );

/** A phase with what is live in it; one on which nobody works is one line of counts, opened on demand. */
function Phase({ phase }: { phase: PhaseCards }) {
  const { title, live, waiting, settled } = phase;
  if (live.length === 0)
    return (
      <details className="crisis-fold crisis-phase">
        <summary>
          <h4>{title}</h4> · {countsOf(phase)}
        </summary>
        <Lines waiting={waiting} settled={settled} />
      </details>
    );
  return (
    <div className="crisis-phase">
      <h4>{title}</h4>
      <CardList cards={live} level={5} />
      {waiting.length + settled.length > 0 && (
        <details className="crisis-fold">
          <summary>{countsOf(phase)}</summary>
          <Lines waiting={waiting} settled={settled} />
        </details>
      )}
    </div>
  );
}

const countsOf = ({ waiting, settled }: PhaseCards) =>
  [waiting.length > 0 && words.waiting(waiting.length), settled.length > 0 && words.settled(settled.length)]
    .filter(Boolean)
    .join(", ");

const Lines = ({ waiting, settled }: Pick<PhaseCards, "waiting" | "settled">) => (
  <ul className="crisis-plain">
    {settled.map((card) => (
      <SettledStep key={card.action.key} card={card} />
    ))}
    {waiting.map((card) => (
      <WaitingStep key={card.action.key} card={card} />
    ))}
  </ul>
);
