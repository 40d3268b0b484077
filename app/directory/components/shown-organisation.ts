import type { Database } from "../../platform/database/database.ts";
import type { Held } from "../../platform/permissions.ts";
import type { Holder } from "../holders.ts";
import { organisationPage } from "../queries/organisation-page.ts";
import { mayReadPeople } from "../queries/people-reach.ts";
import { tenureDates } from "../queries/tenure-dates.ts";

/** Somebody who holds a function, as the page shows them. */
export type ShownHolder = {
  id: string;
  name: string;
  email: string | null;
  mailState: string;
  phone: string | null;
  rank: number;
  from: string | null;
  until: string | null;
};
export type ShownFunction = {
  function: string;
  people: ShownHolder[];
  /** Held, by somebody whose name the reader may not have. */
  hidden: boolean;
  gap: "no-holder" | "no-address" | null;
};

/** The page of an organisation for this reader: names and addresses only as far as their right reaches. */
export async function shownOrganisation(db: Database, tenures: Held[], key: string, at: Date) {
  const clean = key.replace(/\p{Cc}+/gu, "").slice(0, 120);
  const page = await organisationPage(db, clean, at);
  if (!page) return null;
  const { id } = page.organisation;
  const [peopleShown, dates] = await Promise.all([mayReadPeople(db, tenures, id), tenureDates(db, id, at)]);
  const shown = (name: string, one: Holder): ShownHolder => {
    const held = dates.find((date) => date.personId === one.personId && date.function === name);
    return {
      id: one.personId,
      name: [one.givenName, one.name].filter(Boolean).join(" "),
      email: one.email,
      mailState: one.mailState,
      phone: one.phone,
      rank: one.rank,
      from: held?.from.toISOString() ?? null,
      until: held?.until?.toISOString() ?? null,
    };
  };
  const functions = page.functions.map(({ function: name, holders, substitutes, gap }): ShownFunction => {
    const all = [...holders, ...substitutes];
    const people = peopleShown ? all.map((one) => shown(name, one)) : [];
    return { function: name, people, hidden: !peopleShown && all.length > 0, gap };
  });
  const { closedAt, ...organisation } = page.organisation;
  return {
    peopleShown,
    organisation: { ...organisation, closedAt: closedAt?.toISOString() ?? null },
    levels: page.levels.map(({ key, name }) => ({ key, name })),
    functions,
    mailboxAnswersFor: page.mailboxAnswersFor,
    dispositifs: page.dispositifs,
  };
}
export type ShownOrganisation = NonNullable<Awaited<ReturnType<typeof shownOrganisation>>>;
