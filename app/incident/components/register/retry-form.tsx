import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Form } from "@remix-run/react";
import { deliveries, whyNot } from "#app/messages/deliveries.ts";
import { Confirm, Consequences } from "#app/ui/confirm.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { DeadLetter } from "../../queries/dead-letters.ts";

const { one: words } = deliveries;
type Done = { address: string; step: string; errors: FieldError[] } | undefined;

/** Correct the address, read what will happen, send. */
export function RetryForm({ letter, done }: { letter: Omit<DeadLetter, "lastTry">; done: Done }) {
  const failed = letter.state === "dead" || letter.state === "refused";
  if (done?.step === "done" || !failed)
    return (
      <div role="status">
        <Alert
          small
          severity={done?.step === "done" ? "success" : "info"}
          description={done?.step === "done" ? words.done(done.address) : words.already}
        />
      </div>
    );
  if (!letter.mayRetry) return <p>{words.notAllowed}</p>;
  const instead = [...new Set(letter.instead.map((one) => one.name))].join(", ");
  if (done?.step === "confirm")
    return (
      <>
        <Consequences
          lines={[
            { text: words.will(letter.name, done.address), icon: "fr-icon-mail-line" },
            ...(instead ? [{ text: words.fallback(instead), icon: "fr-icon-user-line" as const }] : []),
            { text: words.kept, icon: "fr-icon-draft-line" },
          ]}
        />
        <Confirm
          label={words.send(done.address)}
          fields={{ address: done.address, intent: "send" }}
          cancel="."
        />
      </>
    );
  return (
    <section>
      <h2 className="fr-h4">{words.retry}</h2>
      <p>{whyNot(letter.lastError, letter.state).advice}</p>
      <ErrorSummary errors={done?.errors} />
      <Form method="post" noValidate>
        <TextField
          name="address"
          type="email"
          label={words.field}
          hint={words.hint}
          errors={done?.errors}
          defaultValue={done?.address ?? letter.address}
          autoComplete="off"
          required
        />
        <button type="submit" className="fr-btn">
          {words.check}
        </button>
      </Form>
    </section>
  );
}
