import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import style from "#app/exercise/exercise.css?url";
import { exercisePage } from "#app/exercise/queries/exercise-page.ts";
import { or404 } from "#app/exercise/queries/or-404.ts";
import { exercise as words } from "#app/messages/exercise.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { problem } from "#app/ui/problem.ts";
import { wayLabels } from "#machines/exercise/v1/labels.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(words.edit.title) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

const NEW = "nouveau";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(exercisePage(context.db, caller, params.ref ?? "", context.now()));
  const inject = page.context.injects.find(({ key }) => key === params.key);
  if (!page.me.animator || (!inject && params.key !== NEW)) throw problem(404);
  const { ref, title } = page;
  return { ref, title, inject: inject ?? null, exercise: true };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(exercisePage(context.db, caller, params.ref ?? "", context.now()));
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const fresh = params.key === NEW;
  const body = {
    type: fresh ? "inject.added" : "inject.edited",
    key: fresh ? `ajoute-${randomUUID().slice(0, 8)}` : params.key,
    ...{
      at: Number(text("at") || Number.NaN),
      to: form.getAll("to").map(String),
      way: text("way"),
      from: text("from"),
    },
    ...{ title: text("title"), content: text("content"), expected: text("expected") },
  };
  try {
    await sendEvent(context.db, caller, page.id, body, context.now());
  } catch (error) {
    if (error instanceof InputRefused) return data({ errors: error.errors, values: body }, { status: 422 });
    if (error instanceof RuleRefused)
      return data(
        { errors: [{ path: "title", message: error.refusal.because }], values: body },
        { status: 422 },
      );
    throw error;
  }
  return redirect(`/exercices/${page.ref}`);
}

export default function EditInject() {
  const { ref, inject } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as
    | { errors: FieldError[]; values: Record<string, unknown> }
    | undefined;
  const from = answer?.values ?? inject ?? ({} as Record<string, unknown>);
  const value = (name: string) =>
    from[name as keyof typeof from] === undefined ? "" : String(from[name as keyof typeof from]);
  const to = (from.to as string[] | undefined) ?? [];
  const errors = answer?.errors;
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <h1>{inject ? words.edit.title : words.edit.add}</h1>
        <ErrorSummary errors={errors} />
        <Form method="post" noValidate>
          <TextField
            name="at"
            label={words.edit.at}
            inputMode="numeric"
            required
            defaultValue={value("at")}
            errors={errors}
          />
          <div className="fr-select-group">
            <label className="fr-label" htmlFor="way">
              {words.edit.way}
            </label>
            <select className="fr-select" id="way" name="way" defaultValue={value("way") || "telephone"}>
              {Object.entries(wayLabels).map(([way, label]) => (
                <option key={way} value={way}>
                  {label}
                </option>
              ))}
            </select>
          </div>
          <TextField
            name="from"
            label={words.edit.from}
            required
            defaultValue={value("from")}
            errors={errors}
          />
          <TextField
            name="title"
            label={words.edit.name}
            required
            defaultValue={value("title")}
            errors={errors}
          />
          <TextField
            name="content"
            label={words.edit.content}
            rows={5}
            required
            defaultValue={value("content")}
            errors={errors}
          />
          <TextField
            name="expected"
            label={words.edit.expected}
            rows={3}
            required
            defaultValue={value("expected")}
            errors={errors}
          />
          <fieldset className="fr-fieldset">
            <legend className="fr-fieldset__legend">
              {words.edit.to} <span className="fr-hint-text">{words.edit.toHint}</span>
            </legend>
            {Object.entries(words.seats).map(([seat, label]) => (
              <div key={seat} className="fr-fieldset__element fr-fieldset__element--inline">
                <div className="fr-checkbox-group">
                  <input
                    type="checkbox"
                    id={`to-${seat}`}
                    name="to"
                    value={seat}
                    defaultChecked={to.includes(seat)}
                  />
                  <label className="fr-label" htmlFor={`to-${seat}`}>
                    {label}
                  </label>
                </div>
              </div>
            ))}
          </fieldset>
          <div className="exo-buttons">
            <button type="submit" className="fr-btn">
              {words.edit.save}
            </button>
            <Link to={`/exercices/${ref}`} className="fr-btn fr-btn--secondary">
              {words.edit.back}
            </Link>
          </div>
        </Form>
      </div>
    </div>
  );
}
