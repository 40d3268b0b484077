import { Notice } from "@codegouvfr/react-dsfr/Notice";
import { frame } from "#app/messages/frame.ts";
import { lock } from "#app/messages/lock.ts";
import { useLive } from "../live/use-live.ts";
import { useReadAgain } from "../live/use-read-again.ts";
import { paths } from "../paths.ts";
import { formatDateTime, formatSpan } from "../time/format.ts";
import { ExerciseNow, type ShownPace, useClock } from "../time/now.tsx";

/** A lock that is not open, as the root loader reads it (app/lock/queries/lock-banner.ts). */
export type Lock = {
  dispositif: { key: string; name: string };
  /** ISO 8601, UTC. */
  since: string;
  /** Channels still open, in words. */
  open: string[];
  /** References of the cases that close. */
  cases: string[];
  article: string;
  /** Reference of the exercise whose lock it is; absent: in earnest. */
  exercise?: string;
};

/** « Communication verrouillée depuis… », one banner a dispositif. */
export function LockBanner({ locks }: { locks: Lock[] }) {
  const { now } = useClock();
  const { banner } = lock;
  if (locks.length === 0) return null;
  return (
    <section aria-label={banner.label}>
      {locks.map(({ dispositif, since, open, cases, article, exercise }) => (
        <Notice
          key={exercise ?? dispositif.key}
          severity="warning"
          title={`${exercise ? `${frame.exercise} · ` : ""}${banner.title(formatSpan(now - Date.parse(since)))}`}
          description={[
            banner.open(open),
            banner.cases(cases),
            banner.article(article),
            locks.length > 1 ? dispositif.name : "",
          ]
            .filter(Boolean)
            .join(" · ")}
          link={{
            // The library opens elsewhere by itself; this page is ours.
            linkProps: {
              to: paths.lock(dispositif.key, exercise),
              target: "_self",
              rel: "",
            },
            text: banner.link,
          }}
        />
      ))}
    </section>
  );
}

/** Hears when a lock moves, and has the page read again: the banner must not lag behind the gate. */
export function LockWatch({ dossier, after }: { dossier: string; after: number }) {
  const readAgain = useReadAgain();
  const now = () => readAgain({ least: 0, spread: 0 });
  useLive({ dossier, after }, { entry: now, change: now });
  return null;
}

/** The stripe that every page of an exercise wears, with the exercise's own time where it has one. */
export function ExerciseStripe({ pace }: { pace: ShownPace | null }) {
  return (
    <section className="tocsin-exercise" aria-label={frame.exercise}>
      <strong>{frame.exercise}</strong> <span>{frame.exerciseDetail}</span>{" "}
      {pace && (
        <ExerciseNow pace={pace}>
          <StoryTime paused={pace.factor === 0} />
        </ExerciseNow>
      )}
    </section>
  );
}

function StoryTime({ paused }: { paused: boolean }) {
  const { now, zone } = useClock();
  return (
    <span>
      {frame.exerciseTime} : {formatDateTime(new Date(now), zone)}
      {paused && ` (${frame.exercisePaused})`}
    </span>
  );
}
