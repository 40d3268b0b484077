import { count, profileLabels } from "#app/messages/communication.ts";
import { before as words } from "#app/messages/communication-before.ts";
import type { Before } from "../../queries/before-page.ts";

/** How many people get it, in which schools. */
export function Who({ before: { reached, people } }: { before: Before }) {
  const { schools, profiles, departements, named } = reached;
  return (
    <section className="incident-section" aria-labelledby="avant-qui">
      <h2 id="avant-qui">{words.who.title}</h2>
      {schools === 0 ? (
        <p className="fr-message fr-message--error">{words.who.none}</p>
      ) : (
        <p className="fr-text--lead fr-mb-2w">
          {people === null ? words.who.onlySchools(schools) : words.who.total(people, schools)}
        </p>
      )}
      <ul>
        {profiles.map(({ profile, people: n, uncounted }) => (
          <li key={profile}>
            {n === 0 && uncounted > 0
              ? words.who.unknown(profileLabels[profile] ?? profile)
              : words.who.profile(profileLabels[profile] ?? profile, n)}
            {n > 0 && uncounted > 0 && (
              <span className="incident-quiet"> ({words.who.uncounted(uncounted)})</span>
            )}
          </li>
        ))}
      </ul>
      {named.length > 0 ? (
        <details className="tocsin-why" open={named.length <= 5}>
          <summary>{words.who.onlySchools(schools)}</summary>
          <ul className="tocsin-disclosed">
            {named.map(({ name, uai, people: n }) => (
              <li key={`${uai}${name}`}>
                {name}
                <span className="incident-quiet">
                  {uai && ` · ${uai}`}
                  {n !== null && ` · ${words.who.people.toLowerCase()} : ${count(n)}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : (
        departements.length > 1 && (
          <ul className="tocsin-tiles" aria-label={words.who.tiles}>
            {departements.map((one) => (
              <li key={one.departement ?? "-"}>
                <span>{one.label ?? words.who.outside}</span>
                <strong>{count(one.schools)}</strong>
                <span className="tocsin-quiet">
                  {one.people > 0
                    ? words.who.total(one.people, one.schools)
                    : words.who.onlySchools(one.schools)}
                </span>
              </li>
            ))}
          </ul>
        )
      )}
    </section>
  );
}
