import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import { applyMember } from "#app/homologation/federation/apply-member.ts";
import { memberPage } from "#app/homologation/federation/member-page.ts";
import { homologationPage } from "#app/homologation/queries/homologation-page.ts";
import { systemPage } from "#app/homologation/queries/systems.ts";
import { memberActs } from "#app/messages/federation.ts";
import { homologationActs, systemActs } from "#app/messages/homologation-act.ts";
import type { Caller } from "#app/platform/caller.ts";
import { members } from "#tools/demo/federation/facts.ts";
import { playFederation } from "#tools/demo/federation.ts";
import { playHomologation } from "#tools/demo/homologation.ts";
import { someone } from "#tools/demo/people.ts";
import {
  assessed,
  type HomologationStage,
  homologated,
  reserve,
  submitted,
  system,
} from "../homologation/support.ts";
import { browserOf, openBrowser, phone, sticksOut } from "./support/browser.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

type Form = { path: string; by: Caller };
let server: RunningServer;
let browser: Browser;
let cast: Record<"rssi" | "authority" | "region" | "president", Caller>;
const pages = new Map<string, Page>();

/** Someone’s own browser, one for all their forms. */
async function pageOf({ person }: Caller): Promise<Page> {
  const known = pages.get(person.id);
  if (known) return known;
  const { page } = await browserOf(browser, server, { person: person.id, device: phone });
  pages.set(person.id, page);
  return page;
}

/** What the demo leaves in no such state: a dossier put to its authority, one ready, one suspended; a candidate. */
async function moreStates(now: Date) {
  const { db } = server;
  const stage = { people: { rssi: cast.rssi }, authority: cast.authority } as unknown as HomologationStage;
  const at = new Date(now.getTime() - 3_600_000);
  const anew = async (key: string) => {
    const { id } = await registerSystem(
      db,
      cast.rssi,
      system({ key, name: `Application ${key}`, nature: "application" }),
      at,
    );
    await sendEvent(db, cast.rssi, id, assessed, at);
    return id;
  };
  await submitted(db, stage, await anew("a"), at);
  const ready = await submitted(db, stage, await anew("b"), at);
  await ready.act(cast.authority, "homologation.returned", { reason: "Une pièce à revoir." });
  await ready.act(cast.rssi, "homologation.readied");
  const day = new Date(now.getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
  const decision = { decision: "reserved", months: 12, reserves: [reserve(1, day)] };
  const authority = { name: "Autorité", function: "Autorité d’homologation" };
  const suspended = await homologated(db, stage, { ...decision, authority }, await anew("c"), at);
  await suspended.act(cast.authority, "decision.suspended", { reason: "Réserve oubliée." });
  const given = { dispositif: "atrium", ...members[0]?.given, name: "Candidat" };
  const { id } = await applyMember(db, cast.region, given, at);
  await sendEvent(db, cast.region, id, { type: "commitments.taken", keys: members[0]?.keys ?? [] }, at);
}

beforeAll(async () => {
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  const now = new Date();
  const stage = { db: server.db, say: () => {}, secret: randomUUID(), send: async () => {} };
  await playHomologation(stage, now);
  await playFederation(stage, now);
  const reims = (fn: string) =>
    someone(server.db, "mbn", { function: fn, kind: "academie", at: "academie-reims" });
  const region = (fn: string) => someone(server.db, "atrium", { function: fn, kind: "region" });
  cast = {
    rssi: await reims("rssi"),
    authority: await reims("autoriteHomologation"),
    region: await region("rssi"),
    president: await region("elu"),
  };
  await moreStates(now);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const read = {
  homologation: homologationPage,
  system: systemPage,
  "federation-member": (db: RunningServer["db"], by: Caller, ref: string) =>
    memberPage(db, by, ref, new Date()),
};
const folder = { homologation: "", system: "/systemes", "federation-member": "/federation" };

/** One form of each act of a kind of dossier, opened by the first who may, on the first dossier that is so far. */
async function formsOf(kind: keyof typeof read, acts: Record<string, { slug: string }>) {
  const found = new Map<string, Form>();
  const rows = await server.db.query<{ ref: string }>(
    "select ref from dossier where kind = $1 order by ref",
    [kind],
  );
  for (const { ref } of rows)
    for (const by of Object.values(cast))
      for (const type of (await read[kind](server.db, by, ref))?.can ?? []) {
        const slug = acts[type]?.slug;
        if (slug && !found.has(type))
          found.set(type, { path: `/homologation${folder[kind]}/${ref}/agir/${slug}`, by });
      }
  expect(Object.keys(acts).filter((type) => !found.has(type))).toEqual([]);
  return [...found.values()];
}

/** What is wrong with the content of this page on a phone, in sentences. */
async function wrongWith({ path, by }: Form): Promise<string[]> {
  const page = await pageOf(by);
  const answer = await page.goto(path, { waitUntil: "load" });
  if (answer?.status() !== 200) return [`${path} : ${answer?.status()}`];
  // Legacy mode: without it the answers are put together in another tab, which takes longer than the page.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .include("main")
    .analyze();
  const wide = await sticksOut(page);
  const title = await page.title();
  return [
    ...violations.map(({ id, nodes }) => `${id} : ${nodes[0]?.html.slice(0, 160)}`),
    ...(wide > 0 ? [`trop large de ${wide} px`] : []),
    ...(/\S – Tocsin$/.test(title) ? [] : [`titre de page : « ${title} »`]),
  ].map((one) => `${path} ${one}`);
}

test.each([
  ["homologation", homologationActs],
  ["system", systemActs],
  ["federation-member", memberActs],
] as const)("every form of %s reads well, by voice and on a phone", async (kind, acts) => {
  const forms = await formsOf(kind, acts);
  expect(forms.length).toBeGreaterThan(5);
  const wrong: string[] = [];
  for (const form of forms) wrong.push(...(await wrongWith(form)));
  expect(wrong).toEqual([]);
});

test("so do the action plan, the figures, a new system and a new member", async () => {
  const by = cast.rssi;
  const paths = ["/plan", "/chiffres", "/systemes/nouveau", "/federation/nouveau", "/systemes", ""];
  const wrong: string[] = [];
  for (const path of paths)
    wrong.push(
      ...(await wrongWith({
        path: `/homologation${path}`,
        by: path.startsWith("/federation") ? cast.region : by,
      })),
    );
  expect(wrong).toEqual([]);
});
