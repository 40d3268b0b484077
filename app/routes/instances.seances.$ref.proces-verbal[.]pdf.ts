import type { LoaderFunctionArgs } from "@remix-run/node";
import { minutesPdf } from "#app/committee/pdf/minutes.ts";
import { readMeeting } from "#app/committee/queries/read-meeting.ts";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** The minutes, or what they are so far while the meeting goes. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const row = await readMeeting(context.db, caller, params.ref ?? "");
  if (!row?.context.openedAt && !row?.context.minutes) throw problem(404);
  return pdfAnswer(await minutesPdf({ row, now: context.now() }), row.ref);
}
