import { compromisedWord, crisisAct, seatWord } from "#app/messages/crisis-act.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { applicationsOf } from "#machines/crisis/v1/applications.ts";
import type { CompromiseFacts } from "#machines/crisis/v1/context.ts";
import type { Compromised } from "#runbooks/schema.ts";
import { type ActPage, zoneOf } from "./act-page.ts";
import { type ActForm, type Asked, mistakes } from "./act-page-field.ts";

const APPLICATION = "application";
const { field: words, wrong: said, nothingTo } = crisisAct;

/** Where a compromise stands, two people for each move. */
type Standing = "none" | "declared" | "confirmed" | "restoring";
const standingOf = (one: CompromiseFacts | undefined): Standing =>
  one?.restoring ? "restoring" : one?.confirmed ? "confirmed" : one?.declared ? "declared" : "none";

const among = ({ runbook, context }: ActPage, wanted: Standing): Compromised[] =>
  runbook.lock.mayCompromise.filter((what) => standingOf(context.compromises[what]) === wanted);

function choiceOf(page: ActPage, what: Compromised) {
  const { declared, restoring } = page.context.compromises[what] ?? {};
  const last = restoring ?? declared;
  const when = last && formatDateTime(new Date(last.at), zoneOf(page));
  const tell = restoring ? words.restoredBy : words.declaredBy;
  const hint =
    last && when ? `${tell(last.by.name, seatWord(last.by.role), when)}. « ${last.reason} »` : undefined;
  return { value: what, label: compromisedWord(what), ...(hint && { hint }) };
}

/** One act on one compromise among those that stand where it starts from. */
const onCompromise = (wanted: Standing, legend: string, withReason: boolean, nothing: string): ActForm => ({
  start({ page }, search) {
    const list = among(page, wanted);
    const asked = list.find((what) => what === search.get("quoi"));
    return { what: asked ?? (list.length === 1 ? (list[0] ?? "") : "") };
  },
  fields: ({ page }) => [
    { as: "cards", name: "what", legend, choices: among(page, wanted).map((what) => choiceOf(page, what)) },
    ...(withReason
      ? ([
          { as: "text", name: "reason", label: words.facts, hint: words.factsHint, rows: 4, required: true },
        ] as const)
      : []),
  ],
  read(_, { what, reason }) {
    const { errors, wrong } = mistakes();
    if (!what) wrong("what", said.what);
    if (withReason && !reason) wrong("reason", said.text);
    return { data: { what, ...(withReason && { reason }) }, errors };
  },
  nothing: (page) => (among(page, wanted).length === 0 ? nothing : null),
});

/** Besides the ENT itself, an application by its name or key: nothing to choose from among thousands. */
const declaring: ActForm = (() => {
  const ofTheEnt = onCompromise("none", words.what, true, "");
  const application = {
    value: APPLICATION,
    label: words.anApplication,
    hint: words.anApplicationHint,
  };
  return {
    start({ page }, search) {
      const asked = search.get("quoi") ?? "";
      const list = among(page, "none");
      if (asked === APPLICATION) return { what: APPLICATION };
      return { what: list.find((what) => what === asked) ?? (list.length === 0 ? APPLICATION : "") };
    },
    async fields(asked, values) {
      const [what, ...others] = await ofTheEnt.fields(asked, values);
      return [
        ...(what?.as === "cards" ? [{ ...what, choices: [...what.choices, application] }] : []),
        { as: "text", name: "application", label: words.application, hint: words.applicationHint },
        ...others,
      ];
    },
    async read(asked, values) {
      if (values.what !== APPLICATION) return ofTheEnt.read(asked, values);
      const { errors, wrong } = mistakes();
      const typed = (values.application ?? "").trim();
      const key = typed && (await keyOfApplication(asked, typed));
      if (!typed) wrong("application", said.application);
      else if (!key) wrong("application", said.noApplication(typed.slice(0, 60)));
      if (!values.reason) wrong("reason", said.text);
      return { data: { what: `sso-application:${key}`, reason: values.reason }, errors };
    },
  };
})();

/** The key of an application that some request of the dispositif names, by its key or name as people type them. */
async function keyOfApplication({ db, page }: Asked, typed: string): Promise<string | null> {
  const [found] = await db.query<{ key: string }>(
    `select columns->>'application' "key" from dossier where kind = 'whitelist-request' and dispositif_id = $1
        and state not in ('draft', 'refused', 'redirected', 'joined') and (columns->>'application' = lower($2) or lower(title) = lower($2))
      order by (state in ('active', 'review-due')) desc, changed_at desc limit 1`,
    [page.dispositif.id, typed.replace(/^sso-application:/, "")],
  );
  return found?.key ?? null;
}

/** A declaration that waits, or an application still named. */
const withdrawing: ActForm = (() => {
  const ofTheEnt = onCompromise("declared", words.what, true, "");
  return {
    ...ofTheEnt,
    async fields(asked, values) {
      const [what, ...others] = await ofTheEnt.fields(asked, values);
      const applications = applicationsOf(asked.page.context).map((one) => ({
        value: one.what,
        label: compromisedWord(one.what),
        hint: `${words.namedBy(one.by.name, formatDateTime(new Date(one.at), zoneOf(asked.page)))}. « ${one.reason} »`,
      }));
      return [
        ...(what?.as === "cards" ? [{ ...what, choices: [...what.choices, ...applications] }] : []),
        ...others,
      ];
    },
    nothing: (page) =>
      among(page, "declared").length + applicationsOf(page.context).length === 0 ? nothingTo.confirm : null,
  };
})();

export const compromiseForms = {
  "compromise.declared": declaring,
  "compromise.confirmed": onCompromise("declared", words.what, false, nothingTo.confirm),
  "compromise.withdrawn": withdrawing,
  "restoration.declared": onCompromise("confirmed", words.restored, true, nothingTo.restore),
  "restoration.confirmed": onCompromise("restoring", words.restored, false, nothingTo.confirmRestored),
} as const;
