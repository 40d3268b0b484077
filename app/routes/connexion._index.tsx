import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { session } from "#app/messages/session.ts";
import { LinkRequest } from "#app/platform/session/forms.ts";
import { offeredMethods } from "#app/platform/session/methods.ts";
import { requestSignInLink } from "#app/platform/session/request-link.ts";
import { personOf, safeNext } from "#app/platform/session/require-person.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { paths } from "#app/ui/paths.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(session.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const next = safeNext(new URL(request.url).searchParams.get("suite"));
  if (await personOf(context, request)) throw redirect(next);
  const others = offeredMethods(context.env).flatMap(({ key, label, start }) =>
    start ? [{ key, label, start }] : [],
  );
  return { others };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = Object.fromEntries(await request.formData());
  const asked = LinkRequest.safeParse(form);
  if (!asked.success) {
    const errors = asked.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    return { sent: false, errors, email: String(form.email ?? "").slice(0, 200) };
  }
  const next = safeNext(new URL(request.url).searchParams.get("suite"));
  // Not waited for: how long the answer takes must not tell whether the address is known.
  void requestSignInLink(context, asked.data.email, next).catch((error: unknown) =>
    context.log.error({ err: error }, "sign-in link not sent"),
  );
  return { sent: true, errors: [], email: "" };
}

export default function SignIn() {
  const { others } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.sent) return <Sent />;
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-md-8 fr-col-lg-6">
        <h1>{session.title}</h1>
        <p className="fr-text--lead">{session.lead}</p>
        <ErrorSummary errors={answer?.errors} />
        <Form method="post" noValidate>
          <TextField
            name="email"
            type="email"
            label={session.email}
            hint={session.emailHint}
            errors={answer?.errors}
            defaultValue={answer?.email}
            autoComplete="email"
            required
          />
          <button type="submit" className="fr-btn fr-mt-2w">
            {session.send}
          </button>
        </Form>
        {others.length > 0 && (
          <>
            <hr className="fr-mt-6w fr-pb-3w" />
            <h2 className="fr-h6">{session.or}</h2>
            <ul className="fr-btns-group">
              {others.map(({ key, label, start }) => (
                <li key={key}>
                  <Link to={start} className="fr-btn fr-btn--secondary">
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

function Sent() {
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-md-8 fr-col-lg-6" role="status">
        <h1>{session.sentTitle}</h1>
        <p className="fr-text--lead">{session.sent}</p>
        <p>{session.sentNothing}</p>
        <Link to={paths.signIn} className="fr-link" reloadDocument>
          {session.again}
        </Link>
      </div>
    </div>
  );
}
