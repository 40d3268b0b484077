import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import { planMeeting } from "#app/committee/commands/plan-meeting.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Scene } from "../committee.ts";

const DAY = 86_400_000;
/** An instance with its seats by short names; `chair`: who holds the Région’s. */
export type Seated = { key: string; seats: Record<string, string>; chair: string };
type Item = { key: string } & Record<string, unknown>;

/** A meeting held some days ago, with its five members: the académie of Nancy-Metz sends its substitute. */
export async function sitting({ db, people, now }: Scene, { key, seats, chair }: Seated, asked: { daysAgo: number; items: Item[] }) {
  const who = (name: string) => people[name] as Caller;
  const start = new Date(now.getTime() - asked.daysAgo * DAY);
  start.setUTCHours(13, 0, 0, 0);
  const planned = new Date(start.getTime() - 15 * DAY);
  const president = who(chair);
  const { id, ref } = await planMeeting(
    db,
    who("reims"),
    { dispositif: "mbn", instance: key, at: start.toISOString(), place: "Rectorat de Reims, salle du conseil", items: asked.items },
    planned,
  );
  let minutes = 0;
  const act = (by: Caller, type: string, data: Record<string, unknown> = {}) => {
    minutes += 3;
    return actInMeeting(db, by, id, { type, ...data }, new Date(start.getTime() + minutes * 60_000));
  };
  await actInMeeting(db, who("reims"), id, { type: "meeting.convened" }, new Date(planned.getTime() + 3_600_000));
  const secretary = who("secretary");
  const members: Record<string, Caller> = {
    region: president,
    reims: who("reims"),
    nancy: who("academie-nancy-metz-deputy"),
    strasbourg: who("strasbourg"),
    departement: who("departement"),
  };
  await act(secretary, "meeting.opened");
  for (const [seat, person] of Object.entries(members))
    await act(secretary, "member.arrived", { seat: seats[seat], who: person.person.id });
  return {
    ref,
    keys: asked.items.map((one) => one.key),
    members,
    /** Opens a point and writes what is presented and said. */
    async take(item: string, presentation: string, discussion: string) {
      await act(secretary, "item.opened", { item });
      await act(secretary, "item.presented", { item, text: presentation, base: 0 });
      await act(secretary, "item.discussed", { item, text: discussion, base: 1 });
    },
    conflict: (item: string, seat: string, reason: string) =>
      act(members[seat] as Caller, "conflict.declared", { item, seat: seats[seat], reason }),
    async opine(item: string, opinions: Record<string, [string, string]>) {
      for (const [seat, [opinion, text]] of Object.entries(opinions))
        await act(members[seat] as Caller, "opinion.stated", { item, seat: seats[seat], opinion, text });
    },
    async vote(item: string, votes: Record<string, string>) {
      for (const [seat, vote] of Object.entries(votes))
        await act(members[seat] as Caller, "vote.cast", { item, seat: seats[seat], vote });
    },
    decide: (item: string, outcome: Record<string, unknown>, by = president) => act(by, "item.decided", { item, outcome }),
    note: async (item: string, text: string) => {
      await act(secretary, "item.opened", { item });
      await act(secretary, "item.noted", { item, text });
    },
    /** Closed, validated by whoever presided, sent. */
    async end(remarks: string) {
      await act(secretary, "meeting.closed", { remarks });
      await act(president, "minutes.validated");
      await act(secretary, "minutes.sent");
      return ref;
    },
  };
} // biome-ignore format: one act a line
