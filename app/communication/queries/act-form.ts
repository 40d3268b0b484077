import { type MessageAct, messageAct as words } from "#app/messages/communication-act.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Draft } from "#machines/communication/v1/facts.ts";

/** What was typed, field by field, exactly. */
export type ActValues = Record<string, string>;

/** Texts that an authority may correct (MBN-5.3-T1), and those that the one approval of a crisis may (K1, K2). */
const ADAPTED = ["title", "short", "long", "sms", "survey"] as const;
type Adapted = (typeof ADAPTED)[number];

/** The choice « all my schools » of a head who has several. */
export const ALL_SCHOOLS = "all";

/** What the form shows at first: the message as it is, so that only what changes has to be typed. */
export function startingValues(type: MessageAct, facts: Draft, search: URLSearchParams): ActValues {
  if (type === "t1.adapted")
    return Object.fromEntries(ADAPTED.flatMap((name) => (facts[name] ? [[name, facts[name]]] : [])));
  if (type === "approval.given") return { title: facts.title ?? "", long: facts.long ?? "" };
  if (type === "task.done") return { key: search.get("cle") ?? "" };
  if (type === "delivery.retried") return { delivery: search.get("envoi") ?? "all" };
  if (type === "t2.accepted" || type === "t2.refused") return { school: search.get("ecole") ?? "" };
  if (type === "review.recorded") return { instance: search.get("instance") ?? "" };
  return {};
}

/** Fields that differ from the message as it is. */
export const changesOf = (values: ActValues, facts: Draft, names: readonly Adapted[] = ADAPTED) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const typed = values[name]?.trim();
      return typed && typed !== (facts[name] ?? "") ? [[name, typed]] : [];
    }),
  ) as Partial<Record<Adapted, string>>;

type Around = {
  facts: Draft;
  /** Article that asks for a reason, for the refusal to cite. */
  article: string;
  /** Schools of the reader that have not decided yet. */
  schools: readonly { id: string }[];
};

/** The event that was typed, and what is wrong with it in the words of the page. */
export function eventOf(
  type: MessageAct,
  values: ActValues,
  { facts, article, schools }: Around,
): { data: Record<string, unknown>; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path, message });
  const reason = values.reason ? { reason: values.reason } : {};
  const needReason = () => {
    if (!values.reason) wrong("reason", words.wrong.reasonArticle(article));
  };
  switch (type) {
    case "t1.adapted": {
      const changes = changesOf(values, facts);
      if (Object.keys(changes).length === 0) wrong("long", words.wrong.nothing);
      needReason();
      return { data: { changes, ...reason }, errors };
    }
    case "approval.given": {
      const { title, long } = changesOf(values, facts, ["title", "long"]);
      const changed = { ...(title && { subject: title }), ...(long && { body: long }) };
      if (Object.keys(changed).length > 0) needReason();
      return { data: { ...changed, ...reason }, errors };
    }
    case "communication.withdrawn":
      if (!values.reason) wrong("reason", words.wrong.reason);
      return { data: reason, errors };
    case "t1.rejected":
    case "adaptation.declined":
    case "approval.refused":
      needReason();
      return { data: reason, errors };
    case "t2.accepted":
    case "t2.refused": {
      const school = schools.length === 1 ? schools[0]?.id : values.school;
      if (!school) wrong("school", words.wrong.school);
      if (type === "t2.refused") needReason();
      return { data: { ...(school && { school }), ...(type === "t2.refused" && reason) }, errors };
    }
    case "review.recorded":
      if (!values.instance) wrong("instance", words.wrong.instance);
      if (!values.opinion) wrong("opinion", words.wrong.opinion);
      if (!values.text) wrong("text", words.wrong.text);
      return { data: { instance: values.instance, opinion: values.opinion, text: values.text }, errors };
    case "task.done":
      return { data: { key: values.key, ...(values.note && { note: values.note }) }, errors };
    case "delivery.retried":
      return { data: { delivery: values.delivery || "all" }, errors };
    case "communication.submitted":
      return {
        data: {
          ...(values.note && { note: values.note }),
          ...(/^\d{1,6}$/.test(values.lacking ?? "") && { lacking: Number(values.lacking) }),
        },
        errors,
      };
    default:
      return { data: values.note ? { note: values.note } : {}, errors };
  }
}
