import { Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { type MessageAct, messageActs } from "#app/messages/communication-act.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { paths } from "#app/ui/paths.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import type { ActAnswer } from "../../queries/act-page.ts";
import type { Before } from "../../queries/before-page.ts";
import { ActConflict } from "./act-conflict.tsx";
import type { ActFieldsProps } from "./act-fields.tsx";
import { ActForm } from "./act-form.tsx";
import { ActRefused } from "./act-refused.tsx";
import { ActWords } from "./act-words.tsx";
import { BeforeView } from "./before-view.tsx";

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
  const { message, type, answer, start, before } = props;
  const busy = useNavigation().state !== "idle";
  const heading = useRef<HTMLHeadingElement>(null);
  const { step } = answer;
  useEffect(() => {
    if (step !== "preview" || start) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [step, start]);
  const back = `${paths.messages}/${message.ref}`;
  const act = messageActs[type];
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
        <ActRefused message={message} type={type} refused={answer.refused} />
        {answer.conflict && <ActConflict conflict={answer.conflict} />}
        <ErrorSummary errors={answer.errors} />
        <p className="fr-text--lead">{act.lead}</p>
        {before && <BeforeView before={before} foreseen={answer.foreseen ?? null} />}
        {step === "preview" && answer.foreseen && <ActWords {...props} />}
        <ActForm {...props} busy={busy} back={back} />
      </div>
    </div>
  );
}
