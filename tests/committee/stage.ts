import { randomUUID } from "node:crypto";
import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import { ensureInstances } from "#app/committee/commands/ensure-instances.ts";
import { planMeeting } from "#app/committee/commands/plan-meeting.ts";
import { ringDue } from "#app/engine/clock.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { InstanceContext } from "#machines/instance/v1/context.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import { homologationStage, named } from "../homologation/support.ts";
import { NIGHT, withPerson } from "../support/world.ts";

export const later = (minutes: number, from = NIGHT) => new Date(from.getTime() + minutes * 60_000);
export const inDays = (n: number, from = NIGHT) => later(n * 1_440, from);

/** Grand Est with its instances, and those who sit in two of them; one clock that the test moves. */
export async function committeeStage(db: Database) {
  const home = await homologationStage(db);
  const { people } = home;
  const at = (role: string, key: string, name: string, rank = 0) =>
    withPerson(db, {
      ...{ function: role, at: key, name, rank },
      email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}@agents.example.invalid`,
    });
  const seated = {
    president: people.regionRssi,
    vice: await at("dsi", "region-grand-est", "Suppleante Region", 1),
    reims: people.rssi,
    nancy: people.rssiNancy,
    nancyDeputy: await at("dane", "academie-nancy-metz", "Suppleant Nancy", 1),
    strasbourg: await at("rssi", "academie-strasbourg", "RSSI Strasbourg"),
    secretary: await at("dsi", "academie-reims", "Secretaire"),
    second: await at("dane", "academie-strasbourg", "Seconde Secretaire"),
  };
  await ensureInstances(db, NIGHT);
  const clock = { at: NIGHT };
  const tick = (minutes = 1) => {
    clock.at = later(minutes, clock.at);
    return clock.at;
  };
  const act = (by: Caller, dossier: string, type: string, data: Record<string, unknown> = {}) =>
    actInMeeting(db, by, dossier, { type, ...data }, tick());
  const ring = async (to: Date) => {
    clock.at = to > clock.at ? to : clock.at;
    return ringDue(db, clock.at, (error) => {
      throw error;
    });
  };
  const read = async <Context>(id: string) => {
    const [row] = await db.query<{ state: string; ref: string; context: Context; revision: number }>(
      "select state, ref, context, revision from dossier where id = $1",
      [id],
    );
    if (!row) throw new Error("dossier inconnu");
    return row;
  };
  const instance = async (key: string) => {
    const [row] = await db.query<{ id: string }>(
      "select id from dossier where kind = 'instance' and columns->>'key' = $1",
      [key],
    );
    return row?.id ?? "";
  };
  const stage = { ...home, seated, clock, tick, act, ring, read, instance };
  return { ...stage, fill: (key: string) => fill(stage, key), meet: meeting(db, stage) };
}
type Base = Awaited<ReturnType<typeof homologationStage>> & {
  seated: Record<
    "president" | "vice" | "reims" | "nancy" | "nancyDeputy" | "strasbourg" | "secretary" | "second",
    Caller
  >;
  act: (by: Caller, dossier: string, type: string, data?: Record<string, unknown>) => Promise<unknown>;
  read: <Context>(id: string) => Promise<{ state: string; ref: string; context: Context; revision: number }>;
  instance: (key: string) => Promise<string>;
  tick: (minutes?: number) => Date;
  clock: { at: Date };
};
export type CommitteeStage = Awaited<ReturnType<typeof committeeStage>>;

/** Seats by the key of their party, as the convention makes them. */
export async function seatKeys(stage: Base, key: string) {
  const { context } = await stage.read<InstanceContext>(await stage.instance(key));
  const of = (party: string) => context.seats.find((one) => one.organisation?.key === party)?.key ?? "";
  return {
    region: of("region-grand-est"),
    reims: of("academie-reims"),
    nancy: of("academie-nancy-metz"),
    strasbourg: of("academie-strasbourg"),
  };
}

/** The Région presides, three académies sit, one has a substitute; two secretaries. */
async function fill(stage: Base, key: string) {
  const { seated, act, people } = stage;
  const id = await stage.instance(key);
  const seats = await seatKeys(stage, key);
  const put = (seat: string, holder: Caller, ...substitutes: Caller[]) =>
    act(people.rssi, id, "seat.filled", { seat, holder: named(holder), substitutes: substitutes.map(named) });
  await put(seats.region, seated.president, seated.vice);
  await put(seats.reims, seated.reims, await extra(stage));
  await put(seats.nancy, seated.nancy, seated.nancyDeputy);
  await put(seats.strasbourg, seated.strasbourg, seated.second);
  await act(people.rssi, id, "secretaries.named", { secretaries: [named(seated.secretary)] });
  return { id, seats };
}
const extra = async ({ people }: Base) => people.dane;

/** A meeting of an instance, planned, called and opened, with these seats present. */
function meeting(db: Database, stage: Base) {
  return async (
    instance: string,
    items: Record<string, unknown>[],
    { days = 10, kind = "sitting", until = "opened" as "planned" | "convened" | "opened" } = {},
  ) => {
    const { people, act, clock, seated } = stage;
    const { id } = await planMeeting(
      db,
      people.rssi,
      {
        ...{ dispositif: "mbn", instance, kind, place: "Salle Barr" },
        at: inDays(days, clock.at).toISOString(),
        items: items.map((one) => ({ key: randomUUID(), ...one })),
      },
      stage.tick(),
    );
    const context = async () => (await stage.read<MeetingContext>(id)).context;
    const state = async () => (await stage.read<MeetingContext>(id)).state;
    const keys = (await context()).items.map(({ key }) => key);
    const go = (by: Caller, type: string, data: Record<string, unknown> = {}) => act(by, id, type, data);
    if (until !== "planned" && kind === "sitting") await go(people.rssi, "meeting.convened");
    if (until === "opened" && kind === "sitting") {
      clock.at = inDays(days, clock.at);
      await go(seated.secretary, "meeting.opened");
    }
    const arrive = async (...who: [string, Caller][]) => {
      for (const [seat, person] of who) await go(person, "member.arrived", { seat, who: person.person.id });
    };
    return { id, context, state, keys, go, arrive };
  };
}
