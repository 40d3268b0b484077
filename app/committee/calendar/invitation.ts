import ICAL from "ical.js";
import { calendarWords as words } from "#app/messages/committee-calendar.ts";
import type { MeetingFacts } from "#machines/effects.ts";
import { meetingUid, utcTime } from "./event.ts";

/** Of « Tocsin <no-reply@…> », the address. */
const addressOf = (from: string) => /<([^<>]+)>/.exec(from)?.[1] ?? from;

/**
 * The invitation of one member, or its withdrawal (RFC 5546): the same UID as in their feed, and a SEQUENCE that rises
 * with each change, so that a calendar replaces what it had. No answer is asked for: presence is recorded in the meeting.
 */
export function writeInvitation(
  facts: MeetingFacts,
  where: { publicUrl: string; from: string; to: string; name: string },
): string {
  const { calendar, starts, ends } = facts;
  const url = where.publicUrl + facts.path;
  const component = new ICAL.Component(["vcalendar", [], []]);
  component.updatePropertyWithValue("prodid", "-//Tocsin//Seance//FR");
  component.updatePropertyWithValue("version", "2.0");
  component.updatePropertyWithValue("calscale", "GREGORIAN");
  component.updatePropertyWithValue("method", calendar?.method ?? "REQUEST");
  const event = new ICAL.Component("vevent");
  const set = (name: string, value: unknown) => event.updatePropertyWithValue(name, value as string);
  set("uid", meetingUid(facts.ref, where.publicUrl));
  set("dtstamp", utcTime(facts.at));
  set("sequence", calendar?.sequence ?? 0);
  set("dtstart", utcTime(starts ?? facts.at));
  set("dtend", utcTime(ends ?? facts.at));
  set("summary", words.meeting(facts.instance, false));
  set("status", calendar?.method === "CANCEL" ? "CANCELLED" : "CONFIRMED");
  if (facts.place ?? facts.link) set("location", facts.place ?? facts.link);
  set("url", url);
  const items = (facts.agenda ?? []).map(({ title }) => title);
  set("description", words.agenda(facts.dispositif, items, facts.link ?? null, url));
  set("organizer", `mailto:${addressOf(where.from)}`).setParameter("cn", "Tocsin");
  const attendee = set("attendee", `mailto:${where.to}`);
  attendee.setParameter("cn", where.name.replace(/["\r\n]/g, " ").slice(0, 120));
  attendee.setParameter("role", "REQ-PARTICIPANT");
  attendee.setParameter("partstat", "NEEDS-ACTION");
  attendee.setParameter("rsvp", "FALSE");
  component.addSubcomponent(event);
  return `${component.toString()}\r\n`;
}
