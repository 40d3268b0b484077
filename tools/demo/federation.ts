import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { applyMember } from "#app/homologation/federation/apply-member.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Stage } from "./crisis/stage.ts";
import { members } from "./federation/facts.ts";
import { someone } from "./people.ts";

const DAY = 86_400_000;

/**
 * The identity federation of ATRIUM (ATR-8): two who sign people on, two services; one service leaves at the end of
 * the school year, one has a commitment without proof, and its check is late.
 */
export async function playFederation({ db, say, send }: Stage, now: Date): Promise<void> {
  const [known] = await db.query("select 1 from dossier where kind = 'federation-member' limit 1");
  if (known) return;
  say("\n━━ ATRIUM : la fédération d’identité ━━");
  const at = (role: string) => someone(db, "atrium", { function: role, kind: "region" });
  const cast = { rssi: await at("rssi"), president: await at("elu") };
  for (const [n, member] of members.entries()) {
    const from = new Date(now.getTime() - (330 - n * 20) * DAY);
    const { given, keys, checks, leaves } = member;
    const { id, ref } = await applyMember(db, cast.rssi, { dispositif: "atrium", ...given }, from);
    const day = (days: number) => new Date(from.getTime() + days * DAY);
    const act = (by: Caller, type: string, data: object, when: Date) =>
      sendEvent(db, by, id, { type, ...data }, when);
    await act(cast.rssi, "commitments.taken", { keys }, day(1));
    await act(cast.president, "admission.decided", { ...decided(cast.president), decision: "admitted", reason: "Accord conforme à l’annexe 2, engagements pris." }, day(10));
    await ringDue(db, day(11), undefined, id);
    for (const { key, outcome, after, note } of checks)
      await act(cast.rssi, "commitment.checked", { key, outcome, checkedOn: day(after).toISOString().slice(0, 10), ...(outcome === "kept" ? { link: `https://preuves.example/${ref}/${key.split(".")[1]}` } : { note }) }, day(after));
    if (leaves)
      await act(cast.president, "leaving.decided", { ...decided(cast.president), how: "request", effectOn: new Date(now.getTime() + leaves * DAY).toISOString().slice(0, 10), reason: "Le service ferme ; les lycées passent à un autre outil." }, new Date(now.getTime() - 12 * DAY));
    for (let turns = 0; turns < 10 && (await ringDue(db, now, undefined, id)) > 0; turns += 1);
    say(`${ref}  ${given.name} : ${member.says}`);
  }
  await send(now);
} // biome-ignore format: one act a line

const decided = ({ person }: Caller) => ({
  authority: {
    name: [person.givenName, person.name].filter(Boolean).join(" "),
    function: "Présidence de la Région",
  },
});
