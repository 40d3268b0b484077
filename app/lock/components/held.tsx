import { Link } from "@remix-run/react";
import { lock } from "#app/messages/lock.ts";
import { StageCounts } from "#app/ui/delivery/stage.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Why } from "#app/ui/why.tsx";
import type { LockPage } from "../queries/lock-page.ts";

const { held: words } = lock;

/**
 * Messages held, each with what may be decided of it, and those that were leaving when the lock closed.
 * @param deciding the form is open above: its button is the one main action.
 */
export function HeldMessages({ page, deciding }: { page: LockPage; deciding: boolean }) {
  const { held, may } = page;
  const waiting = held.filter(({ released }) => !released);
  const total = waiting.reduce((sum, one) => sum + one.count, 0);
  const form = (notice: string) => `${page.more}decider=${notice}`;
  return (
    <section className="lock-section" aria-labelledby="retenus">
      <h2 id="retenus">{words.title}</h2>
      {held.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <>
          <p>{words.lead}</p>
          <ul className="lock-groups">
            {held.map((one) => (
              <li key={`${one.notice} ${one.channel} ${one.released}`} className="lock-group">
                <div>
                  <p dir="auto">
                    <strong>{one.subject}</strong>
                  </p>
                  <p>
                    {one.ref} · {words.count(one.count, one.name)}
                  </p>
                  <p className="lock-quiet">
                    {words.since} <Moment at={one.since} short />
                  </p>
                  {one.released && <p className="lock-quiet">{words.released}</p>}
                  {one.because && (
                    <Why
                      about={one.subject}
                      reason={{
                        statement: one.because.sentence,
                        rule: one.because.rule,
                        article: lock.banner.article(one.because.article),
                      }}
                    />
                  )}
                </div>
                {may.decides && !one.released && waiting.length > 1 && (
                  <Link to={form(one.notice)} className="fr-btn fr-btn--secondary fr-btn--sm">
                    {words.decide}
                    <span className="fr-sr-only"> : {one.subject}</span>
                  </Link>
                )}
              </li>
            ))}
          </ul>
          {may.decides && total > 0 && !deciding && (
            <Link to={form("all")} className="fr-btn">
              {words.decideAll(total)}
            </Link>
          )}
        </>
      )}
      {page.letGo.length > 0 && (
        <details className="tocsin-why fr-mt-2w">
          <summary>{words.letGo}</summary>
          <ul className="tocsin-disclosed">
            {page.letGo.map(({ notice, channel, name, subject, ref, ...known }) => (
              <li key={`${notice} ${channel}`}>
                <strong dir="auto">{subject}</strong>, {ref}, {name} : <StageCounts {...known} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {page.leaving.length > 0 && (
        <div className="fr-alert fr-alert--info fr-alert--sm fr-mt-3w">
          <p className="fr-alert__title">{lock.leaving.title}</p>
          {page.leaving.map(({ channel, name, count }) => (
            <p key={channel}>{lock.leaving.text(count, name)}</p>
          ))}
        </div>
      )}
    </section>
  );
}
