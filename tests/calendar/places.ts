import type { AnswererPlace } from "#machines/time/due.ts";

export const metz: AnswererPlace = { timezone: "Europe/Paris", departement: "57" };
export const nancy: AnswererPlace = { timezone: "Europe/Paris", departement: "54" };
export const reims: AnswererPlace = { timezone: "Europe/Paris", departement: "51" };
export const strasbourg: AnswererPlace = { timezone: "Europe/Paris", departement: "67" };
export const saintDenis: AnswererPlace = { timezone: "Indian/Reunion", departement: "974" };
/** A commune of Moselle without temple nor mixed church, as somebody recorded it. */
export const worked: AnswererPlace = { ...metz, goodFridayOff: false };

/** MBN-5.3-T1, MBN-5.3-T2 and the crisis approvals of MBN-5.3-K1. */
export const T1 = { workingDays: 5 };
export const T2 = { workingDays: 2 };
export const K = { workingHours: 48 };
