import { useState } from "react";
import { euros, unitPrice } from "#app/messages/communication.ts";
import { fieldWords, prepare as words } from "#app/messages/communication-new.ts";
import { smsParts } from "#app/platform/channels/sms-text.ts";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { AskedProps } from "./asked-field.tsx";

type Props = Omit<AskedProps, "name"> & {
  /** Of one SMS, in cents; null where the dispositif has not set it. */
  price: number | null;
  /** Whom the last saved audience reaches; null when it is not known. */
  people: number | null;
};

/** The SMS with its count of parts while it is typed; without JavaScript the count comes with the answer. */
export function SmsField({ values, errors, asked, price, people }: Props) {
  const [text, setText] = useState(values.sms ?? "");
  return (
    <div
      className="incident-question"
      onInput={(event) => setText((event.target as HTMLTextAreaElement).value)}
    >
      <TextField
        name="sms"
        label={words.field.sms}
        hint={fieldWords("sms").hint}
        defaultValue={values.sms ?? ""}
        errors={errors}
        rows={3}
        required={asked.sms?.required ?? true}
      />
      <div role="status" className="message-count">
        <SmsCount text={text} price={price} people={people} />
      </div>
    </div>
  );
}

/** « 184 caractères, 2 SMS par personne, environ 1 240,00 € pour tout le monde », and what makes it dearer. */
export function SmsCount({
  text,
  price,
  people,
}: {
  text: string;
  price: number | null;
  people: number | null;
}) {
  if (!text.trim()) return <>{words.sms.none}</>;
  const { characters, parts, odd } = smsParts(text);
  const cost =
    price === null
      ? words.sms.unknownCost
      : people === null
        ? words.sms.each(unitPrice(parts * price))
        : words.sms.cost(euros(Math.round(parts * price * people)));
  return (
    <>
      {words.sms.parts(characters, parts)} · {cost}
      {odd.length > 0 && (
        <p className="fr-message fr-message--warning">
          {(odd.length > 1 ? words.sms.odds : words.sms.odd)(odd.slice(0, 5))}
        </p>
      )}
    </>
  );
}
