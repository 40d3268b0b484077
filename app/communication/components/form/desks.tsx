import { Form } from "@remix-run/react";
import { prepare as words } from "#app/messages/communication-new.ts";

type Props = {
  legend: string;
  name: string;
  choices: readonly { key: string; name: string }[];
  chosen?: string;
  /** What the address holds besides. */
  kept?: Readonly<Record<string, string>>;
};

/** Where, or in whose name, one writes: asked only of those who have several. */
export function Desks({ legend, name, choices, chosen, kept = {} }: Props) {
  return (
    <Form method="get" className="message-desk">
      {Object.entries(kept)
        .filter(([, value]) => value)
        .map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
      <div className="fr-select-group">
        <label className="fr-label" htmlFor={`bureau-${name}`}>
          {legend}
        </label>
        <select className="fr-select" id={`bureau-${name}`} name={name} defaultValue={chosen}>
          {choices.map((one) => (
            <option key={one.key} value={one.key}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="fr-btn fr-btn--secondary">
        {words.choosePlace}
      </button>
    </Form>
  );
}
