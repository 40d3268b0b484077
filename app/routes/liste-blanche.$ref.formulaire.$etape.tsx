import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import forms from "#app/incident/components/incident.css?url";
import { frame } from "#app/messages/frame.ts";
import { requestActs } from "#app/messages/whitelist-act.ts";
import { labels, whitelistPage, whitelistForm as words } from "#app/messages/whitelist-words.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { Facts } from "#app/ui/facts.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import { type Reason, Why } from "#app/ui/why.tsx";
import { markOf, saveSection } from "#app/whitelist/commands/save-section.ts";
import { FieldView } from "#app/whitelist/components/field.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import { formSteps } from "#app/whitelist/form-fields.ts";
import { reasonFor } from "#app/whitelist/queries/reason.ts";
import { openedRequest } from "#app/whitelist/queries/request.ts";
import { whitelistOf } from "#conventions/schema.ts";
import { readSection, type Values } from "#machines/whitelist-request/v1/form.ts";
import { SECTIONS, type Section } from "#machines/whitelist-request/v1/words.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: forms },
  { rel: "stylesheet", href: style },
];

async function opened(context: Context, request: Request, params: { ref?: string; etape?: string }) {
  const caller = await requirePerson(context, request);
  const section = SECTIONS.find((one) => one === params.etape);
  const found = section && (await openedRequest(context.db, caller, params.ref ?? ""));
  if (!found) throw problem(404);
  if (!found.may.form) throw redirect(`${paths.whitelist}/${found.ref}`);
  return { caller, section, found };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { section, found } = await opened(context, request, params);
  const { draft } = found.context;
  const cited = whitelistOf(found.convention)[formSteps[section].cited];
  const asked = Boolean(draft[section] && Object.keys(draft[section]).length > 2);
  return {
    ref: found.ref,
    title: found.title,
    section,
    values: { ...(draft[section] ?? {}), mark: markOf(draft[section]) } as Record<string, string>,
    // A step never answered is not yet wrong.
    errors: asked
      ? readSection(section, draft[section]).missing.map(({ field, message }) => ({ path: field, message }))
      : [],
    steps: SECTIONS.map((one) => ({
      key: one,
      title: formSteps[one].title,
      missing: readSection(one, draft[one]).missing.length,
    })),
    reason: reasonFor(found.convention, cited),
    end: found.state === "waiting" ? ("repondre" as const) : ("deposer" as const),
  };
}

/** Keeps a step as typed, complete or not; then the next one, or the way out. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, section, found } = await opened(context, request, params);
  const { intent, mark = "", ...typed } = readValues(await request.formData());
  const names = new Set(formSteps[section].fields.map(({ name }) => name));
  const values = Object.fromEntries(
    Object.entries(typed).filter(([name]) => names.has(name) || name.startsWith("reason.")),
  );
  try {
    const saved = { section, values, mark };
    const meanwhile = await saveSection(context.db, caller, found.ref, saved, context.now());
    if (meanwhile)
      return data(
        {
          errors: [],
          // Pressed again it is saved over what was seen.
          values: { ...typed, mark: markOf(meanwhile.stored) },
          meanwhile: differences(section, values, meanwhile.stored),
        },
        { status: 409 },
      );
  } catch (error) {
    // Filed or withdrawn in another tab: the dossier says what it is now.
    if (error instanceof RuleRefused) return redirect(`${paths.whitelist}/${found.ref}`);
    if (error instanceof InputRefused)
      return data(
        {
          errors: error.errors.map(({ path, message }) => ({ path: path.split(".").at(-1) ?? "", message })),
          values: { ...typed, mark },
        },
        { status: 422 },
      );
    throw error;
  }
  const here = `${paths.whitelist}/${found.ref}`;
  if (intent === "leave") return redirect(here);
  // What is wrong with it is told before going on; nothing typed is lost.
  if (readSection(section, values).missing.length > 0) return redirect(`${here}/formulaire/${section}`);
  const next = SECTIONS[SECTIONS.indexOf(section) + 1];
  return redirect(
    next
      ? `${here}/formulaire/${next}`
      : `${here}/agir/${found.state === "waiting" ? "repondre" : "deposer"}`,
  );
}

/** What is stored and is not what was typed, question by question. */
function differences(section: Section, typed: Values, stored: Values) {
  const named = (name: string) =>
    formSteps[section].fields.find((one) => one.name === name)?.label ??
    words.reasonFor(labels.attributes?.[name.replace("reason.", "")] ?? name);
  return [...new Set([...Object.keys(typed), ...Object.keys(stored)])]
    .filter((name) => (typed[name] ?? "") !== (stored[name] ?? ""))
    .map((name) => ({ name: named(name), stored: stored[name] || words.nothing }));
}

export default function FormStep() {
  const loaded = useLoaderData<typeof loader>() as unknown as {
    ref: string;
    title: string;
    section: Section;
    values: Record<string, string>;
    errors: FieldError[];
    steps: { key: Section; title: string; missing: number }[];
    reason: Reason | null;
    end: "repondre" | "deposer";
  };
  const answer = useActionData<typeof action>() as
    | { errors: FieldError[]; values: Values; meanwhile?: { name: string; stored: string }[] }
    | undefined;
  const { ref, title, section, steps, reason, end } = loaded;
  const { values, errors } = answer ?? loaded;
  const n = steps.findIndex(({ key }) => key === section);
  const missing = steps.reduce((sum, one) => sum + one.missing, 0);
  const last = n === steps.length - 1;
  return (
    <div className="fr-grid-row fr-grid-row--gutters">
      <div className="fr-col-12 fr-col-lg-8">
        <Trail
          links={[
            { to: paths.whitelist, label: whitelistPage.title },
            { to: `${paths.whitelist}/${ref}`, label: ref },
          ]}
          current={words.title}
        />
        <div className="fr-stepper">
          <h1 className="fr-stepper__title">
            {formSteps[section].title}
            <span className="fr-stepper__state">{whitelistPage.step(n + 1, steps.length)}</span>
          </h1>
          <div className="fr-stepper__steps" data-fr-current-step={n + 1} data-fr-steps={steps.length} />
        </div>
        <p className="whitelist-quiet" dir="auto">
          {title}
        </p>
        {reason && <Why reason={reason} about={formSteps[section].title} />}
        <ErrorSummary errors={errors} />
        {answer?.meanwhile && (
          <div className="fr-alert fr-alert--warning fr-mb-3w" role="alert">
            <h2 className="fr-alert__title">{words.meanwhile.title}</h2>
            <p>{words.meanwhile.text}</p>
            <Facts facts={answer.meanwhile.map((one) => ({ name: one.name, value: one.stored }))} />
          </div>
        )}
        <Form method="post" key={section} noValidate>
          <input type="hidden" name="mark" value={values.mark ?? ""} readOnly />
          {formSteps[section].fields.map((field) => (
            <FieldView key={field.name} field={field} values={values} errors={errors} />
          ))}
          <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-4w">
            <li>
              <button type="submit" name="intent" value="next" className="fr-btn">
                {last ? words.file : words.save}
              </button>
            </li>
            <li>
              <button type="submit" name="intent" value="leave" className="fr-btn fr-btn--secondary">
                {words.leave}
              </button>
            </li>
          </ul>
        </Form>
      </div>
      <nav className="fr-col-12 fr-col-lg-4" aria-label={words.title}>
        <ol className="whitelist-steps">
          {steps.map((one) => (
            <li key={one.key}>
              <Link
                to={`${paths.whitelist}/${ref}/formulaire/${one.key}`}
                aria-current={one.key === section ? "step" : undefined}
              >
                {one.title}
              </Link>{" "}
              <span className="whitelist-quiet">{one.missing === 0 ? words.done : words.toComplete}</span>
            </li>
          ))}
        </ol>
        <p className="fr-mt-2w">{missing === 0 ? words.whole : words.missing(missing)}</p>
        {missing === 0 && (
          <Link className="fr-btn fr-btn--secondary" to={`${paths.whitelist}/${ref}/agir/${end}`}>
            {requestActs[end === "repondre" ? "request.completed" : "request.filed"].button}
          </Link>
        )}
      </nav>
    </div>
  );
}
