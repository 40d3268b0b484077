import type { ActionFunctionArgs } from "@remix-run/node";
import { readCallback } from "#app/channel/statuses/read-callback.ts";

const statusOf = { unknown: 404, unsigned: 401, "not-understood": 400 } as const;
const LONGEST = 1_000_000;

/** Statuses that a service sends of the messages that it took, signed with the channel's secret. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  if (request.method !== "POST") return new Response(null, { status: 405 });
  const { db, secret } = context;
  const body = await request.text();
  if (body.length > LONGEST) return new Response(null, { status: 413 });
  const call = { channel: params.id ?? "", body, header: (name: string) => request.headers.get(name) };
  const heard = await readCallback(db, secret, call, context.now());
  return heard.is === "heard"
    ? Response.json({ recorded: heard.recorded })
    : new Response(null, { status: statusOf[heard.is] });
}
