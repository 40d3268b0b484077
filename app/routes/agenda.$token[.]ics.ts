import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveCalendar } from "#app/committee/calendar/serve-calendar.ts";

/** The agenda of one person, for the agenda that they use: the link is the key (no session). */
export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  serveCalendar(context, request, params.token ?? "");
