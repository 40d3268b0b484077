import type { ReactNode } from "react";
import { ui } from "#app/messages/ui.ts";
import { Moment } from "../time/moment.tsx";
import { type Reason, Why } from "../why.tsx";

type Props = {
  seq: number;
  at: string;
  actor: string;
  /** What happened, as a sentence. */
  text: ReactNode;
  reason?: Reason | undefined;
  /** Came while the reader looks: marked for a few seconds. */
  fresh?: boolean;
};

/** The journal as a story, newest or oldest first as the page wants; announces what comes in, politely. */
export function Journal({ children }: { children: ReactNode }) {
  return (
    <ol className="tocsin-journal" aria-live="polite" aria-relevant="additions">
      {children}
    </ol>
  );
}

/** One entry; its number makes a link to it. */
export function JournalItem({ seq, at, actor, text, reason, fresh = false }: Props) {
  return (
    <li id={`entree-${seq}`} className={fresh ? "tocsin-fresh" : undefined}>
      <p className="tocsin-journal__meta">
        <a href={`#entree-${seq}`}>n° {seq}</a> · <Moment at={at} short /> · {actor}
        {fresh && <span className="fr-sr-only"> ({ui.new})</span>}
      </p>
      <div>{text}</div>
      {reason && <Why reason={reason} about={`n° ${seq}`} />}
    </li>
  );
}
