import { RadioButtons } from "@codegouvfr/react-dsfr/RadioButtons";
import { Form } from "@remix-run/react";
import { subscriptions } from "#app/messages/subscriptions.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import type { SubscriptionsPage } from "../../queries/subscriptions-page.ts";
import { Act } from "./act.tsx";

const words = subscriptions.out;

/** Who may read what the dispositif publishes, and where. */
export function FeedSettings({ feed: { access, links } }: Pick<SubscriptionsPage, "feed">) {
  return (
    <section aria-labelledby="flux" className="fr-mt-6w">
      <h2 className="fr-h3" id="flux">
        {words.title}
      </h2>
      <p>{words.lead}</p>
      <Form method="post">
        <input type="hidden" name="intent" value="open-feed" />
        <RadioButtons
          legend={words.access}
          name="access"
          options={Object.entries(words.kinds).map(([value, { label, hint }]) => ({
            label,
            hintText: hint,
            nativeInputProps: { value, defaultChecked: value === access },
          }))}
        />
        <button type="submit" className="fr-btn fr-btn--secondary">
          {words.save}
        </button>
      </Form>
      {links && (
        <div className="fr-mt-3w">
          <h3 className="fr-h6">{words.links}</h3>
          <ul>
            {[links.atom, links.json].map((link) => (
              <li key={link} className="tocsin-break">
                <a href={link}>{link}</a> <CopyLink to={link} />
              </li>
            ))}
          </ul>
          <p className="tocsin-quiet">{words.school}</p>
          {access === "secret" && <Act intent="renew-feed" label={words.renew} />}
        </div>
      )}
    </section>
  );
}
