import { sendEvent } from "#app/engine/command/send-event.ts";
import { dispatch } from "#app/engine/dispatch.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { setOwnReach } from "#app/platform/net/own-reach.ts";
import { draftRequest } from "#app/whitelist/commands/draft-request.ts";
import type { Named } from "#machines/whitelist-request/v1/events.ts";
import { type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { withPerson } from "../support/world.ts";
import { decided, facts, opinion, wholeDraft } from "./cast.ts";

export const MORNING = new Date("2026-03-24T08:00:00Z");
export type People = GrandEst & { ien: Caller };

/** The small Grand Est, and whoever instructs pedagogy. */
export async function whitelistWorld(db: Database): Promise<People> {
  // Names of tests are asked of nobody.
  setOwnReach({ resolve: async () => [] });
  const people = await smallGrandEst(db);
  return {
    ...people,
    ien: await withPerson(db, { function: "referentNumerique", at: "academie-reims", name: "Référente" }),
  };
}

export const namedOf = ({ person, tenures: [tenure] }: Caller): Named => ({
  id: person.id,
  name: person.name,
  function: tenure?.function ?? "",
  organisation: tenure?.organisation as Named["organisation"],
});

export const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };

/** Real events on a real database, a minute apart. */
export function asking(db: Database, people: People, start = MORNING) {
  let minutes = 0;
  const pass = (n: number) => {
    minutes += n;
  };
  const now = () => new Date(start.getTime() + minutes * 60_000);
  const tick = () => {
    minutes += 1;
    return now();
  };
  const act = (caller: Caller, dossier: string, type: string, data: Record<string, unknown> = {}) =>
    sendEvent(db, caller, dossier, { type, ...data }, tick());
  const draft = (
    name: string,
    { key, by = people.head, at = "0511234A" }: { key?: string; by?: Caller; at?: string } = {},
  ) => draftRequest(db, by, { dispositif: "mbn", organisation: at, name, ...(key && { key }) }, tick());
  async function file(name: string, more: { key?: string; host?: string; by?: Caller; at?: string } = {}) {
    const { id, ref } = await draft(name, more);
    const by = more.by ?? people.head;
    const key = more.key ?? name.toLowerCase().replaceAll(" ", "-");
    for (const [section, values] of Object.entries(wholeDraft(key, name, more.host)))
      await act(by, id, "form.saved", { section, values });
    await act(by, id, "request.filed");
    await dispatch(db, { dossier: id, type: "checks.recorded", data: facts(), by: console_, at: tick() });
    return { id, ref };
  }
  async function toCommittee(name: string, more: { key?: string; host?: string } = {}) {
    const filed = await file(name, more);
    await act(people.dane, filed.id, "request.admitted");
    const named = {
      security: namedOf(people.rssi),
      dataProtection: namedOf(people.dpd),
      pedagogy: namedOf(people.ien),
    };
    await act(people.dane, filed.id, "instructors.named", named);
    await act(people.rssi, filed.id, "opinion.given", opinion("security"));
    await act(people.dpd, filed.id, "opinion.given", opinion("dataProtection"));
    await act(people.ien, filed.id, "opinion.given", opinion("pedagogy"));
    return filed;
  }
  async function toActive(name: string, more: { key?: string; host?: string } = {}) {
    const request = await toCommittee(name, more);
    await act(people.rssi, request.id, "request.decided", decided("approved"));
    for (const type of ["link.integrated", "link.tested", "link.activated"])
      await act(people.exploitant, request.id, type, { proof: "Ticket 12" });
    return request;
  }
  return { act, draft, file, toCommittee, toActive, now, pass };
}
