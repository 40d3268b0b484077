import { Form } from "@remix-run/react";
import { Consequences } from "#app/ui/confirm.tsx";
import { ActButtons } from "./act-buttons.tsx";
import { ActFields } from "./act-fields.tsx";
import type { ActViewProps } from "./act-view.tsx";
import { ClockList } from "./clock-list.tsx";

type Props = ActViewProps & { busy: boolean; back: string };

/** The questions of an act, or what was answered with what will follow; then its buttons. */
export function ActForm(props: Props) {
  const { type, answer, start, before, fields, busy } = props;
  const { values, errors, foreseen } = answer;
  const previewed = answer.step === "preview" && Boolean(foreseen);
  const submitting = type === "communication.submitted";
  return (
    <Form
      method="post"
      hidden={Boolean(answer.refused && start)}
      noValidate
      onSubmit={(event) => busy && event.preventDefault()}
    >
      {previewed &&
        !submitting &&
        Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      {(!previewed || submitting) && (
        <>
          {["revision", "idempotency", "key", "delivery"].map((name) => (
            <input
              key={`${name} ${values[name]}`}
              type="hidden"
              name={name}
              defaultValue={values[name] ?? ""}
            />
          ))}
          <ActFields type={type} values={values} errors={errors} lacking={before?.lacking} {...fields} />
        </>
      )}
      {previewed && foreseen && (
        <>
          {/* Who approves and by when already says the clock of each authority. */}
          <ClockList
            clocks={foreseen.clocks.filter(({ key }) => !submitting || !/^(t1|t2|approval)-/.test(key))}
          />
          <Consequences lines={foreseen.lines} />
        </>
      )}
      <ActButtons {...props} />
    </Form>
  );
}
