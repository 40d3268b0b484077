import { prepare as words } from "#app/messages/communication-new.ts";
import { AskedField } from "./asked-field.tsx";
import type { FormPart } from "./message-form.tsx";

/** When it runs, where the article asks. */
export function WhenFields({ options, values, errors }: FormPart) {
  const { startsAt, endsAt } = options.asked;
  if (!startsAt && !endsAt) return null;
  const shared = { asked: options.asked, values, errors };
  const { classique, now } = words.field.startHint;
  return (
    <section className="message-section" aria-labelledby="quand">
      <h2 id="quand">{words.section.when}</h2>
      <div className="message-two">
        <AskedField name="startsAt" hint={options.process === "classique" ? classique : now} {...shared} />
        <AskedField name="endsAt" hint={words.field.endHint} {...shared} />
      </div>
    </section>
  );
}
