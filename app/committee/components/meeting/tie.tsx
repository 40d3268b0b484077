import { meeting } from "#app/messages/committee-meeting.ts";
import { paths } from "#app/ui/paths.ts";
import { Why } from "#app/ui/why.tsx";
import type { MeetingPage } from "../../queries/meeting-page.ts";

const words = meeting.votes;

/** A tie adopts nothing, by choice of the console, unless the text lets the chair's vote settle it. */
export function Tie({ page, tally }: { page: MeetingPage; tally: MeetingPage["tallies"][string] }) {
  if (tally.for !== tally.against) return null;
  const { casting } = page.context;
  const cited = casting ?? { rule: "CHOIX-SEANCE", article: meeting.item.choice };
  const statement = tally.casting ? words.casting[tally.casting] : casting ? words.castingWaits : words.tie;
  return (
    <div className="fr-mb-1w">
      <p className="fr-mb-0">{statement}</p>
      <Why
        about={words.title}
        reason={{ statement, rule: cited.rule, article: cited.article, to: `${paths.conventions}/${page.convention}#regle-${cited.rule}` }}
      />
    </div>
  );
} // biome-ignore format: facts in few lines
