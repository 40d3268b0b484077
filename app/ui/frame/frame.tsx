import { SkipLinks } from "@codegouvfr/react-dsfr/SkipLinks";
import { Link, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { frame } from "#app/messages/frame.ts";
import { ConnectionLine } from "../live/connection-line.tsx";
import { paths } from "../paths.ts";
import type { ShownPace } from "../time/now.tsx";
import { ExerciseStripe, type Lock, LockBanner, LockWatch } from "./banners.tsx";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { Offline } from "./offline.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { useDsfrScripts } from "./theme.tsx";

/** What the root loader gives the frame. */
export type FrameData = {
  operator: string;
  brand: string;
  stateService: boolean;
  version: string;
  embedded: boolean;
  person: { name: string; rights: string[] } | null;
  locks: Lock[];
  /** Locks that this person may hear of live. */
  watched: { dossier: string; after: number }[];
};

const ends = [
  { anchor: "#contenu", label: frame.skip.content },
  { anchor: "#entete-main-navigation", label: frame.skip.menu },
  { anchor: "#pied", label: frame.skip.footer },
];

/** Header, banners, the page, footer. */
export function Frame({
  data,
  exercise,
  pace = null,
  children,
}: {
  data: FrameData;
  exercise: boolean;
  /** How time runs there, where the exercise has a clock of its own. */
  pace?: ShownPace | null;
  children: ReactNode;
}) {
  useDsfrScripts();
  const { pathname } = useLocation();
  return (
    <>
      <SkipLinks links={data.person ? ends : ends.filter((end) => !end.anchor.endsWith("navigation"))} />
      {exercise && <ExerciseStripe pace={pace} />}
      <Header data={data} />
      {pathname !== paths.declare && <DeclareBar />}
      <LockBanner locks={data.locks} />
      {data.watched.map((one) => (
        <LockWatch key={one.dossier} {...one} />
      ))}
      <Offline signedIn={data.person !== null} />
      <ConnectionLine />
      <main id="contenu" tabIndex={-1} className="fr-container fr-pt-4w fr-pb-8w">
        {children}
      </main>
      <Footer data={data} />
      <Shortcuts />
    </>
  );
}

/** On a phone the header folds its links away; this one must not need a second press. */
function DeclareBar() {
  return (
    <nav className="tocsin-declare-bar fr-hidden-lg" aria-label={frame.declare}>
      <Link
        to={paths.declare}
        className="fr-btn fr-btn--secondary fr-btn--icon-left fr-icon-alarm-warning-fill"
      >
        {frame.declare}
      </Link>
    </nav>
  );
}
