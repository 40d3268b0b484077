import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tacitRoot } from "#app/engine/asked/decisions.ts";
import { ringDue } from "#app/engine/clock.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import {
  classique,
  days,
  drafted,
  leftOf,
  MONDAY,
  type People,
  readMessage,
  refusalOf,
  stage,
} from "./stage.ts";

let db: Database;
let people: People;
afterEach(() => db.close());

describe.each(["postgres", "embedded"] as const)("a classique message, on %s", (kind) => {
  beforeEach(async () => {
    db = await freshDatabase(kind);
    people = await stage(db);
  });

  test("passes the DASEN, then each head of school, by silence if need be, and leaves on its date", async () => {
    const { id, act } = await drafted(db, people.departement, classique());
    await act(people.departement, MONDAY, "communication.submitted");
    const asked = await readMessage(db, id);
    expect(asked.state).toBe("t1");
    expect(asked.context.approvals).toMatchObject([
      {
        function: "dasen",
        rule: "MBN-5.4",
        step: { rule: "MBN-5.3-T1" },
        silence: "approves",
        via: "holder",
      },
    ]);
    // Five working days from Monday the 9th: until the end of Monday the 16th, in Nancy.
    expect(asked.context.approvals[0]?.dueAt).toBe("2026-03-16T23:00:00.000Z");

    await ringDue(db, new Date("2026-03-16T23:00:00Z"), fail);
    const t2 = await readMessage(db, id);
    expect(t2.context.approvals).toMatchObject([{ state: "tacit" }]);
    expect(t2.state).toBe("t2");
    // Two working days: until the end of Wednesday the 18th… the day of the request, the 17th, does not count.
    expect(t2.context.decisions?.clocks).toMatchObject([{ dueAt: "2026-03-19T23:00:00.000Z", schools: 1 }]);

    const end = new Date("2026-03-19T23:00:00Z");
    await ringDue(db, end, fail);
    const approved = await readMessage(db, id);
    expect(approved.state).toBe("scheduled");
    expect(approved.context.decisions).toMatchObject({ pending: 0, tacit: 1 });
    const [row] = await db.query("select state, rule, article, by_id, via from school_decision");
    expect(row).toEqual({ state: "tacit", rule: "MBN-5.3-T2", article: "5.3", by_id: null, via: "holder" });
    const [entry] = await db.query<{ payload: string }>(
      "select payload from journal_entry where dossier_id = $1 and type = 'deadline.reached' and payload like '%expiring%'",
      [id],
    );
    const { at, data } = JSON.parse(entry?.payload ?? "{}");
    expect(data.found.expiring).toEqual({ ...(await tacitRoot(db, id, at)), left: 0 });
    expect(data.found.expiring.count).toBe(1);

    expect(await leftOf(db, id)).toEqual([]);
    await ringDue(db, new Date("2026-03-30T06:00:00Z"), fail);
    expect((await readMessage(db, id)).state).toBe("sending");
    expect(await leftOf(db, id)).toEqual([
      { channel: "ent-messaging", address: "0541236C/families", state: "queued" },
    ]);
  });
});

const fail = (error: unknown) => {
  throw error;
};
void days;
void refusalOf;
