/** How an audience is chosen; the browser reads this too. */
export const perimeters = ["dispositif", "academie", "departement", "schools"] as const;
