import { calendars } from "#app/messages/calendars.ts";

/** The choices of the console on time, as such, apart from any article (rules.md §8.5). */
export function Choices() {
  return (
    <section aria-labelledby="choix">
      <h2 id="choix" className="fr-h4">
        {calendars.choicesTitle}
      </h2>
      <p>{calendars.choicesLead}</p>
      <dl>
        {calendars.choices.map(([rule, statement]) => (
          <div key={rule} id={rule} className="fr-mb-2w">
            <dt className="fr-text--bold">{rule}</dt>
            <dd className="fr-ml-0">{statement}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
