import ICAL from "ical.js";

// The library does not count the space that begins a continued line: a line has 75 octets at most (RFC 5545 §3.1).
ICAL.foldLength = 74;

/** Of a meeting, in the invitation as in the feed: an agenda that gets both shows one. */
export const meetingUid = (ref: string, publicUrl: string) => `${ref}@${new URL(publicUrl).hostname}`;

/** ISO 8601, UTC, to the second, as iCalendar has it. */
export const utcTime = (iso: string) => ICAL.Time.fromJSDate(new Date(iso), true);
