import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { session } from "#app/messages/session.ts";
import { sessionCookie } from "#app/platform/session/cookie.ts";
import { makeFirstAdmin } from "#app/platform/session/first-admin.ts";
import { FirstAdmin } from "#app/platform/session/forms.ts";
import { safeNext } from "#app/platform/session/require-person.ts";
import { readSignInLink, signInByLink } from "#app/platform/session/sign-in-link.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { paths } from "#app/ui/paths.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(session.title) }];

/** Shows what the link would do; scanners of mail stop here. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const link = await readSignInLink(context.db, params.secret ?? "", context.now());
  return { kind: link ? (link.personId ? "person" : "admin") : "gone", name: link?.name ?? null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.secret ?? "";
  const userAgent = request.headers.get("user-agent");
  const form = Object.fromEntries(await request.formData());
  const link = await readSignInLink(context.db, secret, context.now());
  let opened: string | null;
  if (link && !link.personId) {
    const given = FirstAdmin.safeParse(form);
    if (!given.success) {
      const errors: FieldError[] = given.error.issues.map(({ path, message }) => ({
        path: path.join("."),
        message,
      }));
      return { errors, name: String(form.name ?? ""), email: String(form.email ?? "") };
    }
    opened = await makeFirstAdmin(context, secret, { ...given.data, userAgent });
  } else opened = await signInByLink(context.db, secret, userAgent, context.now());
  // The page is read again, and says that the link no longer serves.
  if (!opened) return null;
  throw redirect(safeNext(new URL(request.url).searchParams.get("suite")), {
    headers: { "Set-Cookie": sessionCookie(context.env, opened) },
  });
}

export default function SignInLink() {
  const { kind, name } = useLoaderData<typeof loader>();
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-md-8 fr-col-lg-6">
        {kind === "gone" ? <Gone /> : kind === "admin" ? <NameYourself /> : <Press name={name ?? ""} />}
      </div>
    </div>
  );
}

function Press({ name }: { name: string }) {
  return (
    <>
      <h1>{session.linkTitle}</h1>
      <p className="fr-text--lead">{session.linkAs(name)}</p>
      <p>{session.linkWhy}</p>
      <Form method="post" reloadDocument>
        <button type="submit" className="fr-btn fr-btn--lg">
          {session.linkPress}
        </button>
      </Form>
    </>
  );
}

function NameYourself() {
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1>{session.adminTitle}</h1>
      <p className="fr-text--lead">{session.adminLead}</p>
      <ErrorSummary errors={answer?.errors} />
      <Form method="post" noValidate>
        <TextField
          name="name"
          label={session.adminName}
          errors={answer?.errors}
          defaultValue={answer?.name}
          autoComplete="name"
          required
        />
        <TextField
          name="email"
          type="email"
          label={session.email}
          errors={answer?.errors}
          defaultValue={answer?.email}
          autoComplete="email"
          required
        />
        <button type="submit" className="fr-btn fr-mt-2w">
          {session.adminMake}
        </button>
      </Form>
    </>
  );
}

function Gone() {
  return (
    <>
      <h1>{session.linkGoneTitle}</h1>
      <p className="fr-text--lead">{session.linkGone}</p>
      <Link to={paths.signIn} className="fr-btn">
        {session.linkAnother}
      </Link>
    </>
  );
}
