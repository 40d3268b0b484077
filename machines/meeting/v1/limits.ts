/** How far ahead a meeting is planned: two years. */
export const MEETING_DAYS = 731;
