import type { MessageAct } from "#app/messages/communication-act.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import { changesOf } from "../../queries/act-form.ts";
import { Changes } from "../page/adaptations.tsx";
import { Seen } from "../page/seen.tsx";
import type { ActViewProps } from "./act-view.tsx";

/** Acts that let the words go on: they are under the eyes of whoever confirms. */
const approving: MessageAct[] = ["t1.approved", "approval.given"];
const textsOf = ({ title, short, long, sms, survey }: Draft) => ({ title, short, long, sms, survey });

/** The words that an act changes or lets go on, before it is confirmed. */
export function ActWords({ message: { ref, facts }, type, answer: { values } }: ActViewProps) {
  const given = changesOf(values, facts, ["title", "long"]);
  return (
    <>
      {type === "t1.adapted" && <Changes before={textsOf(facts)} changes={changesOf(values, facts)} />}
      {type === "approval.given" && <Changes before={textsOf(facts)} changes={given} />}
      {approving.includes(type) && <Seen reference={ref} facts={{ ...facts, ...given }} files={[]} />}
    </>
  );
}
