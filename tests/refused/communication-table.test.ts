import { afterAll, beforeAll, expect, test } from "vitest";
import { draftMessage } from "#app/communication/commands/draft-message.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";
import { type communicationPersonEvents, communicationRights } from "#machines/communication/v1/events.ts";
import { freshDatabase } from "../support/databases.ts";
import { NIGHT, withPerson } from "../support/world.ts";
import { cellsOf, expectRight, thrownBy } from "./table.ts";
import { everyRoleEverywhere } from "./world.ts";

let db: Database;
let world: Awaited<ReturnType<typeof everyRoleEverywhere>>;
let dossier: string;
beforeAll(async () => {
  db = await freshDatabase();
  world = await everyRoleEverywhere(db);
  const rssi = await withPerson(db, {
    ...{ function: "rssi", at: "academie-versailles", email: "rssi2@x.example.invalid" },
  });
  ({ id: dossier } = await draftMessage(db, rssi, message, NIGHT));
  // A school of its own is concerned, as where its head is asked.
  await db.query(
    `insert into dossier_access (dossier_id, organisation_id, via)
     select $1, id, 'place' from organisation where key = '0781024P' on conflict do nothing`,
    [dossier],
  );
});
afterAll(() => db.close());

const message = {
  ...{ dispositif: "versailles", process: "urgent", topic: "other", profiles: ["families"] },
  ...{ perimeter: "academie", channels: ["ent-messaging"], title: "Cars annulés", long: "Neige." },
};

const reason = { reason: "Parce que." };
/** One event for each right, sent whole; what the convention or the message's life says of it is another matter. */
const cases: [Right, { type: keyof typeof communicationPersonEvents } & Record<string, unknown>][] = [
  ["communication.draft", { type: "adaptation.declined", ...reason }],
  ["communication.approve", { type: "t1.rejected", ...reason }],
  ["crisis.approve", { type: "approval.given" }],
  ["communication.decide", { type: "t2.refused", ...reason }],
  ["communication.review", { type: "review.recorded", instance: "cosui", opinion: "conforme", text: "Vu." }],
];
const cells = cellsOf(cases.map(([right, body]) => ({ right, body, type: body.type })));

test("each right of messages is tried by an event that needs it", () => {
  for (const [right, { type }] of cases) expect(communicationRights[type]).toBe(right);
  expect(new Set(Object.values(communicationRights))).toEqual(new Set(cases.map(([right]) => right)));
});

test.each(cells)("$role, $standing: $right by $type", async ({ right, body, role, standing }) => {
  const { caller } = world.who(role, standing);
  const error = await thrownBy(sendEvent(db, caller, dossier, body, NIGHT));
  expectRight(error, { role, standing, right });
});
