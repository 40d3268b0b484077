import { convention } from "#app/messages/convention.ts";
import { noDuration } from "#app/messages/convention-sentences.ts";
import { Facts } from "#app/ui/facts.tsx";
import type { ConventionView } from "../queries/convention-view.ts";
import { Lines } from "./alerts.tsx";
import { Article, Section } from "./section.tsx";

const { page: words } = convention;
type Props = Pick<ConventionView, "clocks" | "acknowledgement">;

/** Each delay: from when, how counted, what meets it; then the delays that the console chose itself. */
export function Clocks({ clocks, acknowledgement: ack }: Props) {
  return (
    <>
      <Section id="delais" title={words.clocks} lead={words.clocksLead}>
        {clocks.map((clock) => (
          <article key={clock.key} id={`delai-${clock.key}`} className="tocsin-item">
            <h3 className="fr-h6 fr-mb-1v">{clock.name}</h3>
            <p className="fr-mb-1w">
              <Article rule={clock.rule} article={clock.article} />
            </p>
            <p>{clock.statement}</p>
            <Facts
              facts={[
                { name: words.clock.duration, value: clock.duration ?? noDuration },
                { name: words.clock.starts, value: clock.starts },
                {
                  name: words.clock.counted,
                  value: clock.counted && (
                    <>
                      {clock.counted.text} <Article rule={clock.counted.rule} article="" />
                    </>
                  ),
                },
                { name: words.clock.binds, value: clock.binds },
                { name: words.alert.when, value: clock.when },
                { name: words.clock.met, value: clock.met },
                {
                  name: words.clock.breach,
                  value: clock.breach.length > 0 && <Lines lines={clock.breach} />,
                },
              ]}
            />
          </article>
        ))}
      </Section>
      <Section id="accuses" title={words.acknowledgement}>
        <p className="fr-mb-1w">
          <Article rule={ack.rule} article="" />
        </p>
        <p>{ack.statement}</p>
        <Facts
          facts={[
            { name: words.remind, value: ack.remind },
            { name: words.remindAgain, value: ack.remindAgain },
            { name: words.escalate, value: ack.escalate },
            { name: words.escalateTo, value: ack.to },
          ]}
        />
      </Section>
    </>
  );
}
