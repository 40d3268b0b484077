import { directory } from "#app/messages/directory-pages.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { register } from "#app/messages/register.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { ReachedOne } from "../../queries/register-reached.ts";

const { page: words } = directory;

/** « Si un incident est déclaré ici, seront alertés… » */
export function Reached({ recipients }: { recipients: readonly ReachedOne[] }) {
  return (
    <section className="fr-mb-5w">
      <h2 className="fr-h4">{words.reach}</h2>
      {recipients.length === 0 ? (
        <p>{words.reachNobody}</p>
      ) : (
        <>
          <p className="fr-mb-1w">{words.reachLead(recipients.length)}</p>
          <ul>
            {recipients.map((one) => (
              <li key={one.organisation + one.function + one.name}>
                {one.function === "mailbox" || !one.name ? one.name || functionLabel(one.function) : one.name}
                <span className="tocsin-quiet">
                  {one.function !== "mailbox" && ` · ${functionLabel(one.function)}`} · {one.organisation} ·{" "}
                  {register.article(one.article)}
                </span>{" "}
                {!one.reachable && <StateBadge label={words.unreachable} tone="warning" />}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="tocsin-quiet">{words.reachNote}</p>
    </section>
  );
}
