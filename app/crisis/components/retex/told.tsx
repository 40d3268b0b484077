import type { RetexPage } from "#app/crisis/queries/retex.ts";
import type { StepTold } from "#app/crisis/queries/retex-facts.ts";
import { retex } from "#app/messages/crisis-retex.ts";
import { Facts } from "#app/ui/facts.tsx";
import { formatSpan } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";

type Told = NonNullable<RetexPage["told"]>;

/** What the journal says by itself: times, clocks, steps passed over, refusals. */
export function ToldByJournal({ told }: { told: Told }) {
  const { delays, clocks, skipped, blocked, refusals } = told;
  return (
    <section aria-labelledby="retex-faits" className="fr-mb-6w">
      <h2 id="retex-faits" className="fr-h4">
        {retex.facts}
      </h2>
      <h3 className="fr-h6">{retex.times}</h3>
      <Facts
        facts={delays.map(({ key, ms }) => ({
          name: retex.time[key],
          value: ms === null ? retex.never : formatSpan(ms),
        }))}
      />
      <h3 className="fr-h6 fr-mt-4w">{retex.missed}</h3>
      <p>{retex.clocks(clocks.met, clocks.missed.length)}</p>
      <ul>
        {clocks.missed.map((one) => (
          <li key={one.name + one.dueAt}>
            <strong>{one.name}</strong> : {retex.due}
            <Moment at={one.dueAt} short />,{" "}
            {one.lateMs === null ? retex.stillLate : retex.lateBy(formatSpan(one.lateMs))} ({one.rule})
          </li>
        ))}
      </ul>
      <Steps title={retex.skipped} none={retex.noneSkipped} steps={skipped} />
      {blocked.length > 0 && <Steps title={retex.blocked} none="" steps={blocked} />}
      <h3 className="fr-h6 fr-mt-4w">{retex.refusals}</h3>
      {refusals.length === 0 && <p>{retex.noneRefused}</p>}
      <ul>
        {refusals.map((one) => (
          <li key={one.at + one.because}>
            <Moment at={one.at} short />, {one.who} : {retex.refusal(one.because, one.rule, one.article)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps({ title, none, steps }: { title: string; none: string; steps: StepTold[] }) {
  return (
    <>
      <h3 className="fr-h6 fr-mt-4w">{title}</h3>
      {steps.length === 0 && <p>{none}</p>}
      <ul>
        {steps.map((one) => (
          <li key={one.title + one.reason}>
            <strong>{one.title}</strong> : {one.reason} ({one.by})
          </li>
        ))}
      </ul>
    </>
  );
}
