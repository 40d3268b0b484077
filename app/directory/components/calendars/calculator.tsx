import { Form } from "@remix-run/react";
import { calendars } from "#app/messages/calendars.ts";
import { TextField } from "#app/ui/form/text-field.tsx";
import { formatEnd } from "#app/ui/time/format.ts";
import { HowComputed } from "#app/ui/time/how-computed.tsx";
import type { CalendarModel } from "../../queries/calendar-model.ts";

const { count: words } = calendars;
type Props = Pick<CalendarModel, "asked" | "name" | "unknown" | "timezone" | "counted">;

/** « 5 jours ouvrés à partir de… pour… »: the console's own count, for whoever wants to check it. */
export function Calculator({ asked, name, unknown, timezone, counted }: Props) {
  const wrong = counted && "wrong" in counted ? counted.wrong : undefined;
  const done = counted && "explanation" in counted ? counted.explanation : null;
  return (
    <section aria-labelledby="compter" className="fr-mb-6w">
      <h2 id="compter" className="fr-h4">
        {words.title}
      </h2>
      <Form method="get" className="tocsin-filters" preventScrollReset>
        <TextField
          name="lieu"
          label={calendars.where}
          hint={calendars.whereHint}
          defaultValue={asked.where}
          autoComplete="off"
        />
        <div className="fr-select-group">
          <label className="fr-label" htmlFor="delai">
            {words.delay}
          </label>
          <select className="fr-select" id="delai" name="delai" defaultValue={asked.delay || "5jo"}>
            {Object.entries(words.delays).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <TextField
          name="debut"
          label={words.from}
          hint={words.fromHint}
          defaultValue={asked.from}
          errors={wrong ? [{ path: "debut", message: wrong }] : []}
          autoComplete="off"
        />
        <button type="submit" className="fr-btn">
          {words.press}
        </button>
      </Form>
      <div role="status">
        {unknown && <p className="fr-mt-2w">{calendars.unknown(asked.where)}</p>}
        {done && (
          <div className="fr-mt-3w">
            <p className="fr-text--bold fr-mb-1v">{words.result(name)}</p>
            <p className="fr-h6 fr-mb-1w">{words.ends(formatEnd(new Date(done.end), timezone))}</p>
            <HowComputed explanation={done} zone={timezone} />
          </div>
        )}
      </div>
    </section>
  );
}
