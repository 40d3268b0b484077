import { Form } from "@remix-run/react";
import { channelPage } from "#app/messages/channel-page.ts";
import { subscriptions } from "#app/messages/subscriptions.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { FeedInView } from "../../queries/subscriptions-page.ts";
import { Act } from "./act.tsx";
import { Ticks } from "./ticks.tsx";

const words = subscriptions.in;
const tones = { unknown: "info", ok: "success", failing: "error", off: "neutral" } as const;
export type PortalTyped = { name: string; url: string; profiles: string[] };
type Props = {
  portals: readonly FeedInView[];
  typed?: PortalTyped | undefined;
  errors?: readonly FieldError[] | undefined;
};

/** Portals whose news are proposed, and the form that adds one. */
export function Portals({ portals, typed, errors }: Props) {
  return (
    <section aria-labelledby="portails" className="fr-mt-6w">
      <h2 className="fr-h3" id="portails">
        {words.title}
      </h2>
      <p>{words.lead}</p>
      {portals.length === 0 && <p>{words.none}</p>}
      {portals.map((portal) => (
        <Portal key={portal.id} portal={portal} />
      ))}
      <h3 className="fr-h5 fr-mt-4w">{words.add}</h3>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="intent" value="follow" />
        <TextField
          name="name"
          label={words.name}
          defaultValue={typed?.name}
          maxLength={80}
          required
          errors={errors}
        />
        <TextField
          name="url"
          type="url"
          label={words.url}
          hint={words.urlHint}
          defaultValue={typed?.url}
          maxLength={500}
          required
          errors={errors}
        />
        <Ticks
          name="profiles"
          legend={words.profiles}
          choices={channelPage.profiles}
          chosen={typed?.profiles ?? ["families"]}
          errors={errors}
        />
        <p className="tocsin-quiet">{words.proposer}</p>
        <button type="submit" className="fr-btn fr-btn--secondary">
          {words.save}
        </button>
      </Form>
    </section>
  );
}

function Portal({ portal }: { portal: FeedInView }) {
  const { id, name, url, state, detail, checkedAt, nextAt, proposed, refused } = portal;
  return (
    <article className="tocsin-item" aria-labelledby={`portail-${id}`}>
      <h3 className="fr-h5 fr-mb-1w" id={`portail-${id}`}>
        {name}
      </h3>
      <p className="fr-mb-1w">
        <StateBadge label={words.states[state]} tone={tones[state]} /> {words.items(proposed, refused)}
      </p>
      <p className="fr-mb-1w tocsin-break">{url}</p>
      {detail && <p className="fr-error-text fr-mt-0 fr-mb-1w">{detail}</p>}
      <p className="tocsin-quiet">
        {checkedAt && (
          <>
            {words.read} <Moment at={String(checkedAt)} />.{" "}
          </>
        )}
        {state !== "off" && (
          <>
            {words.next} <Moment at={String(nextAt)} />.
          </>
        )}
      </p>
      <Act intent="leave" with={{ portal: id }} label={words.remove} full={words.removeFor(name)} />
    </article>
  );
}
