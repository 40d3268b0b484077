import { Form, Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { type MessageAct, messageAct, messageActs } from "#app/messages/communication-act.ts";
import { messageSentence } from "#app/messages/communication-journal.ts";
import { actorName } from "#app/messages/incident-journal.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { paths } from "#app/ui/paths.ts";
import { Refused } from "#app/ui/refused.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { Draft } from "#machines/communication/v1/facts.ts";
import { changesOf } from "../../queries/act-form.ts";
import type { ActAnswer } from "../../queries/act-page.ts";
import type { Before } from "../../queries/before-page.ts";
import { Changes } from "../page/adaptations.tsx";
import { actPath } from "../page/main-action.tsx";
import { Seen } from "../page/seen.tsx";
import { ActFields, type ActFieldsProps } from "./act-fields.tsx";
import { BeforeView } from "./before-view.tsx";
import { ClockList } from "./clock-list.tsx";
import { confirmLabel } from "./confirm-label.ts";

export type ActViewProps = {
  message: { ref: string; title: string; state: string; facts: Draft; crisis: string | null };
  type: MessageAct;
  /** One press does it. */
  quiet: boolean;
  answer: ActAnswer;
  /** Nothing was sent yet. */
  start: boolean;
  before: Before | null;
  fields: Pick<ActFieldsProps, "article" | "schools" | "instances" | "texts">;
};

/** One act on a message: its questions, then what will follow, then the button that does it. */
export function ActView(props: ActViewProps) {
  const { message, type, quiet, answer, start, before, fields } = props;
  const busy = useNavigation().state !== "idle";
  const heading = useRef<HTMLHeadingElement>(null);
  const { step, values, errors } = answer;
  useEffect(() => {
    if (step !== "preview" || start) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [step, start]);
  const back = `${paths.messages}/${message.ref}`;
  const act = messageActs[type];
  const previewed = step === "preview" && Boolean(answer.foreseen);
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <p className="fr-mb-2w">
          <Link to={back} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
            {message.ref}
          </Link>
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {act.title}
        </h1>
        <p className="incident-quiet" dir="auto">
          {message.title}
        </p>
        <RefusedNotice message={message} type={type} refused={answer.refused} />
        {answer.conflict && <Conflict conflict={answer.conflict} />}
        <ErrorSummary errors={errors} />
        <p className="fr-text--lead">{act.lead}</p>
        {before && <BeforeView before={before} foreseen={answer.foreseen ?? null} />}
        {previewed && type === "t1.adapted" && (
          <Changes before={textsOf(message.facts)} changes={changesOf(values, message.facts)} />
        )}
        {previewed && type === "approval.given" && (
          <Changes
            before={textsOf(message.facts)}
            changes={changesOf(values, message.facts, ["title", "long"])}
          />
        )}
        {previewed && approving.includes(type) && (
          <Seen
            reference={message.ref}
            facts={{ ...message.facts, ...changesOf(values, message.facts, ["title", "long"]) }}
            files={[]}
          />
        )}
        <Form
          method="post"
          hidden={Boolean(answer.refused && start)}
          noValidate
          onSubmit={(event) => busy && event.preventDefault()}
        >
          {previewed &&
            type !== "communication.submitted" &&
            Object.entries(values).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
          {(!previewed || type === "communication.submitted") && (
            <>
              {["revision", "idempotency", "key", "delivery"].map((name) => (
                <input
                  key={`${name} ${values[name]}`}
                  type="hidden"
                  name={name}
                  defaultValue={values[name] ?? ""}
                />
              ))}
              <ActFields type={type} values={values} errors={errors} {...fields} />
            </>
          )}
          {previewed && answer.foreseen && (
            <>
              {/* Who approves and by when already says the clock of each authority. */}
              <ClockList
                clocks={answer.foreseen.clocks.filter(
                  ({ key }) => type !== "communication.submitted" || !/^(t1|t2|approval)-/.test(key),
                )}
              />
              <Consequences lines={answer.foreseen.lines} />
            </>
          )}
          <Buttons {...props} busy={busy} back={back} quiet={quiet} />
        </Form>
      </div>
    </div>
  );
}

/** Acts that let the words go on: they are under the eyes of whoever confirms. */
const approving: MessageAct[] = ["t1.approved", "approval.given"];

const textsOf = ({ title, short, long, sms, survey }: Draft) => ({ title, short, long, sms, survey });

function Buttons({
  type,
  quiet,
  answer: { step, foreseen, refused },
  before,
  busy,
  back,
  message,
}: ActViewProps & { busy: boolean; back: string }) {
  const last = quiet || step === "preview";
  const submitting = type === "communication.submitted";
  return (
    <ul className="fr-btns-group fr-btns-group--inline-md incident-send fr-mt-4w">
      {!(submitting && refused) && (
        <li>
          <button
            type="submit"
            name="intent"
            value={last ? "confirm" : "preview"}
            className="fr-btn"
            aria-disabled={busy}
          >
            {last ? confirmLabel(type, foreseen ?? null, before) : messageAct.preview}
          </button>
        </li>
      )}
      <li>
        {submitting ? (
          <Link to={`${paths.messages}/${message.ref}/modifier`} className="fr-btn fr-btn--secondary">
            {messageAct.edit}
          </Link>
        ) : step === "preview" && !quiet ? (
          <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">
            {messageAct.edit}
          </button>
        ) : (
          <Link to={back} className="fr-btn fr-btn--secondary">
            {messageAct.back}
          </Link>
        )}
      </li>
    </ul>
  );
}

function RefusedNotice({
  message,
  type,
  refused,
}: Pick<ActViewProps, "message" | "type"> & { refused: ActAnswer["refused"] }) {
  if (!refused) return null;
  const acts = refused.instead.filter((one): one is MessageAct => one in messageActs && one !== type);
  const edit = type === "communication.submitted";
  return (
    <Refused what={messageActs[type].what} because={refused.because} reason={refused.reason ?? undefined}>
      {(acts.length > 0 || edit) && (
        <ul className="fr-btns-group fr-btns-group--inline-md">
          {message.crisis && (
            <li>
              <Link to={`${paths.crises}/${message.crisis}`} className="fr-btn fr-btn--secondary">
                {messageAct.room}
              </Link>
            </li>
          )}
          {edit && (
            <li>
              <Link to={`${paths.messages}/${message.ref}/modifier`} className="fr-btn fr-btn--secondary">
                {messageAct.edit}
              </Link>
            </li>
          )}
          {acts.map((one) => (
            <li key={one}>
              <Link to={actPath(message.ref, one)} className="fr-btn fr-btn--secondary">
                {messageActs[one].button}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Refused>
  );
}

/** Someone acted first: what they did, and that nothing typed is lost. */
function Conflict({ conflict }: { conflict: NonNullable<ActAnswer["conflict"]> }) {
  const { conflict: words } = messageAct;
  return (
    <div className="fr-alert fr-alert--warning fr-mb-4w" role="alert">
      <h2 className="fr-alert__title">{words.title}</h2>
      <p>{words.text}</p>
      <ul>
        {conflict.lines.length === 0 && <li>{words.hidden(conflict.count)}</li>}
        {conflict.lines.map((line) => {
          const { text, quote } = messageSentence(line);
          return (
            <li key={line.seq}>
              <Moment at={line.at} short /> · {actorName(line.actor)} {text}{" "}
              {quote && <q dir="auto">{quote}</q>}
            </li>
          );
        })}
      </ul>
      <p className="fr-mb-0">{words.advice}</p>
    </div>
  );
}
