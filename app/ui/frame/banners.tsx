import { Notice } from "@codegouvfr/react-dsfr/Notice";
import { frame } from "#app/messages/frame.ts";

/** What closes channels now, as another issue will compute it. */
export type Lock = { since: string; open: string; dossier: { ref: string; to: string }; article: string };

/** « Communication verrouillée depuis… », one banner a dispositif. */
export function LockBanner({ locks }: { locks: Lock[] }) {
  return locks.map((lock) => (
    <Notice
      key={lock.dossier.ref}
      severity="warning"
      title={frame.lock.title(lock.since)}
      description={`${frame.lock.only(lock.open)} · ${lock.article}`}
      link={{ linkProps: { to: lock.dossier.to }, text: lock.dossier.ref }}
    />
  ));
}

/** The stripe that every page of an exercise wears. */
export function ExerciseStripe() {
  return (
    <p className="tocsin-exercise">
      <strong>{frame.exercise}</strong> <span>{frame.exerciseDetail}</span>
    </p>
  );
}
