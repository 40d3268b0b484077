/**
 * UID of a meeting in the reader's own calendar (RFC 5545): the same in the mails that call and in the feed of each
 * person, so that a calendar knows them for one.
 */
export const calendarUid = (dossier: string) => `seance-${dossier}@tocsin`;
