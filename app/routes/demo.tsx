import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { functionLabel } from "#app/messages/directory-words.ts";
import { frame } from "#app/messages/frame.ts";
import { session } from "#app/messages/session.ts";
import type { Env } from "#app/platform/env.ts";
import { sessionCookie } from "#app/platform/session/cookie.ts";
import { demoPeople, signInDemo } from "#app/platform/session/demo.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(session.demoTitle) }];

/** Anybody would be anybody: the page exists under TOCSIN_DEMO=1 only. */
function demoOnly(env: Env) {
  if (env.TOCSIN_DEMO !== "1") throw problem(404);
}

export async function loader({ context }: LoaderFunctionArgs) {
  demoOnly(context.env);
  const groups = new Map<string, { id: string; name: string; what: string }[]>();
  for (const person of await demoPeople(context.db, context.now())) {
    const key = person.dispositif ?? session.demoConsole;
    const what = [person.function && functionLabel(person.function), person.organisation]
      .filter(Boolean)
      .join(" · ");
    groups.set(key, [...(groups.get(key) ?? []), { id: person.id, name: person.name, what }]);
  }
  const sorted = [...groups].sort(([a], [b]) => a.localeCompare(b, "fr"));
  return {
    groups: sorted.map(([name, people]) => ({
      name,
      people: people.sort((a, b) => a.what.localeCompare(b.what, "fr")),
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  demoOnly(context.env);
  const id = String((await request.formData()).get("person") ?? "");
  const secret = await signInDemo(context.db, id, request.headers.get("user-agent"), context.now());
  if (!secret) throw problem(404);
  throw redirect(paths.home, { headers: { "Set-Cookie": sessionCookie(context.env, secret) } });
}

export default function DemoPicker() {
  const { groups } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{session.demoTitle}</h1>
      <p className="fr-text--lead">{session.demoLead}</p>
      {groups.length === 0 && <Empty title={session.demoEmptyTitle} text={session.demoEmpty} />}
      <Form method="post" reloadDocument>
        {groups.map((group) => (
          <section key={group.name} className="fr-mt-5w">
            <h2 className="fr-h5">{group.name}</h2>
            <ul className="tocsin-people">
              {group.people.map(({ id, name, what }) => (
                <li key={id}>
                  <button
                    type="submit"
                    name="person"
                    value={id}
                    aria-label={session.demoPick(`${name}, ${what}`)}
                  >
                    <strong>{name}</strong>
                    <span>{what}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Form>
    </>
  );
}
