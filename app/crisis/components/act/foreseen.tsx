import { following } from "#app/messages/crisis-act.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { ReasonText, Why } from "#app/ui/why.tsx";
import type { Foreseen, ForeseenGroup } from "../../queries/act-page-foreseen.ts";

/** What will follow, in words and numbers; the button stands right under it. */
export const ForeseenView = ({ foreseen }: { foreseen: Foreseen }) => <Consequences lines={foreseen.lines} />;

/** Then who, group by group, each with its rule. */
export function ForeseenPeople({ foreseen }: { foreseen: Foreseen }) {
  const titles = [...new Set(foreseen.groups.map(({ title }) => title))];
  return (
    <>
      {titles.map((title) => (
        <section key={title} className="incident-section">
          <h2>{title}</h2>
          <ul className="incident-plain">
            {foreseen.groups
              .filter((group) => group.title === title)
              .map((group) => (
                <li key={group.key}>
                  <Group group={group} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Group({ group }: { group: ForeseenGroup }) {
  if (group.people.length > 0)
    return (
      <>
        {group.people.map((one) => (
          <p key={one.organisation + one.function + one.name} className="fr-mb-1v">
            <strong>{one.name}</strong>
            <br />
            <span className="incident-quiet">
              {[one.function === "mailbox" ? null : functionLabel(one.function), one.organisation]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </p>
        ))}
        <Why reason={group.reason} about={group.people.map((one) => one.name).join(", ")} />
      </>
    );
  return (
    <>
      <p className="fr-mb-1v fr-text--bold">{following.recipients(group.count)}</p>
      <p className="fr-mb-1v">
        {group.byDepartement
          .map(({ departement, count }) => following.byDepartement(departement, count))
          .join(" · ")}
      </p>
      <ReasonText reason={group.reason} />
    </>
  );
}
