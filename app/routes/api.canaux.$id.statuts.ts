import type { ActionFunctionArgs } from "@remix-run/node";
import { readBytes } from "#app/api/body.ts";
import { ApiProblem } from "#app/api/problem.ts";
import { readCallback } from "#app/channel/statuses/read-callback.ts";

const statusOf = { unknown: 404, unsigned: 401, "not-understood": 400 } as const;

/** Statuses that a service sends of the messages that it took, signed with the channel's secret. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  if (request.method !== "POST") return new Response(null, { status: 405 });
  const { db, secret } = context;
  const body = await bodyOf(request);
  if (body === null) return new Response(null, { status: 413 });
  const call = { channel: params.id ?? "", body, header: (name: string) => request.headers.get(name) };
  const heard = await readCallback(db, secret, call, context.now());
  return heard.is === "heard"
    ? Response.json({ recorded: heard.recorded })
    : new Response(null, { status: statusOf[heard.is] });
}

/** What was sent, read no further than a megabyte; null beyond. */
async function bodyOf(request: Request): Promise<string | null> {
  try {
    return Buffer.from(await readBytes(request)).toString("utf8");
  } catch (error) {
    if (error instanceof ApiProblem) return null;
    throw error;
  }
}
