import { convention } from "#app/messages/convention.ts";
import { Facts } from "#app/ui/facts.tsx";
import type { ConventionView } from "../queries/convention-view.ts";
import { Article, Section } from "./section.tsx";

const { page: words } = convention;

/** Which party notifies the CNIL, case by case. */
export function Notifiers({ notifiers }: Pick<ConventionView, "notifiers">) {
  if (notifiers.length === 0) return null;
  return (
    <Section id="cnil" title={words.notifiers}>
      {notifiers.map((one) => (
        <article key={one.key} id={`notifiant-${one.key}`} className="tocsin-item">
          <p className="fr-mb-1w">
            <Article rule={one.rule} article={one.article} />
          </p>
          <p>{one.statement}</p>
          <Facts
            facts={[
              { name: words.notifier.case, value: one.case },
              { name: words.notifier.by, value: one.by },
              { name: words.notifier.joint, value: one.joint },
              { name: words.notifier.informs, value: one.informs },
            ]}
          />
        </article>
      ))}
    </Section>
  );
}

/** Addresses that the text itself gives. */
export function Mailboxes({ mailboxes }: Pick<ConventionView, "mailboxes">) {
  if (mailboxes.length === 0) return null;
  return (
    <Section id="boites" title={words.mailboxes}>
      {mailboxes.map((one) => (
        <article key={one.key} id={`boite-${one.key}`} className="tocsin-item">
          <h3 className="fr-h6 fr-mb-1v">{one.address}</h3>
          <p className="fr-mb-1w">
            <Article rule={one.rule} article={one.article} />
          </p>
          <Facts
            facts={[
              { name: words.mailbox.owner, value: one.owner },
              { name: words.mailbox.purpose, value: one.purpose },
            ]}
          />
        </article>
      ))}
    </Section>
  );
}

/** How working time is counted; the texts are silent, so these are choices of the console. */
export const Calendar = ({ calendar }: Pick<ConventionView, "calendar">) => (
  <Section id="calendrier" title={words.calendar}>
    <Facts
      facts={[
        { name: words.calendarDays, value: calendar.days },
        { name: words.calendarHolidays, value: words.holidays },
        {
          name: words.choice,
          value: calendar.choices.map((rule) => (
            <a key={rule} href={`#regle-${rule}`} className="fr-mr-2w">
              {rule}
            </a>
          )),
        },
      ]}
    />
  </Section>
);

/** Committees that the text sets up. */
export function Instances({ instances }: Pick<ConventionView, "instances">) {
  if (instances.length === 0) return null;
  return (
    <Section id="instances" title={words.instances}>
      {instances.map((one) => (
        <article key={one.key} id={`instance-${one.key}`} className="tocsin-item">
          <h3 className="fr-h6 fr-mb-1v">{one.name}</h3>
          <p className="fr-mb-1w">
            <Article rule={one.rule} article={one.article} />
          </p>
          <p>{one.statement}</p>
          <Facts
            facts={one.parts.map(({ part, value, cited }) => ({
              name: words.instance[part],
              value: (
                <>
                  {value} {cited.choice && <Article rule={cited.rule} article={cited.article} />}
                </>
              ),
            }))}
          />
        </article>
      ))}
    </Section>
  );
}
