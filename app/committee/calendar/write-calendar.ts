import ICAL from "ical.js";
import { calendarWords as words } from "#app/messages/committee-calendar.ts";
import { dossierPath, paths } from "#app/ui/paths.ts";
import type { CalendarDeadline, CalendarMeeting } from "../queries/my-calendar.ts";
import { meetingUid, utcTime } from "./event.ts";

type Feed = { meetings: CalendarMeeting[]; deadlines: CalendarDeadline[] };
type Where = { publicUrl: string; operator: string };

const STATUS: Record<string, string> = { planned: "TENTATIVE", cancelled: "CANCELLED" };

/** The agenda of one person as iCalendar (RFC 5545), times in UTC: each agenda shows them in its own zone. */
export function writeCalendar({ meetings, deadlines }: Feed, where: Where): string {
  const calendar = new ICAL.Component(["vcalendar", [], []]);
  const set = (name: string, value: string) => calendar.updatePropertyWithValue(name, value);
  set("prodid", "-//Tocsin//Agenda//FR");
  set("version", "2.0");
  set("calscale", "GREGORIAN");
  set("method", "PUBLISH");
  set("name", words.name(where.operator));
  set("x-wr-calname", words.name(where.operator));
  const often = calendar.updatePropertyWithValue("refresh-interval", "PT1H");
  often.setParameter("value", "DURATION");
  for (const one of meetings) calendar.addSubcomponent(meetingEvent(one, where));
  for (const one of deadlines) calendar.addSubcomponent(deadlineEvent(one, where));
  return `${calendar.toString()}\r\n`;
}

function meetingEvent(one: CalendarMeeting, { publicUrl }: Where) {
  const url = `${publicUrl}${paths.committees}/seances/${one.ref}`;
  const event = new ICAL.Component("vevent");
  const set = (name: string, value: unknown) => event.updatePropertyWithValue(name, value as string);
  set("uid", meetingUid(one.ref, publicUrl));
  set("dtstamp", utcTime(one.changedAt));
  set("last-modified", utcTime(one.changedAt));
  set("sequence", one.sequence);
  set("dtstart", utcTime(one.at));
  set("dtend", utcTime(one.endsAt));
  set("summary", words.meeting(one.instance, one.kind === "written"));
  set("status", STATUS[one.state] ?? "CONFIRMED");
  if (one.place ?? one.link) set("location", one.place ?? one.link);
  set("url", url);
  set("description", words.agenda(one.dispositif, one.items, one.link, url));
  // A consultation is answered when one can: it takes nobody's afternoon.
  if (one.kind === "written") set("transp", "TRANSPARENT");
  return event;
}

/** An instant, not a slot: it takes no time in the agenda. */
function deadlineEvent(one: CalendarDeadline, { publicUrl }: Where) {
  const url = `${publicUrl}${dossierPath({ kind: one.kind, ref: one.ref })}`;
  const event = new ICAL.Component("vevent");
  const set = (name: string, value: unknown) => event.updatePropertyWithValue(name, value as string);
  set("uid", `${one.key}@${new URL(publicUrl).hostname}`);
  // The same bytes as long as nothing moves, so that the ETag tells.
  set("dtstamp", utcTime(one.dueAt));
  set("dtstart", utcTime(one.dueAt));
  set("summary", words.deadline(one.title, one.ref));
  set("transp", "TRANSPARENT");
  set("url", url);
  set("description", words.because(one.dossier, one.article, url));
  return event;
}
