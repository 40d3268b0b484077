import { randomUUID } from "node:crypto";
import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import { planMeeting } from "#app/committee/commands/plan-meeting.ts";
import { itemOf } from "#app/committee/queries/plan-form.ts";
import { whatWaits } from "#app/committee/queries/waiting.ts";
import { conventionOf } from "#app/engine/dossier.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { InstanceContext } from "#machines/instance/v1/context.ts";
import { decideHomologation } from "./committee/decide-homologation.ts";
import { type Seated, sitting } from "./committee/sitting.ts";
import type { Stage } from "./crisis/stage.ts";
import { named } from "./homologation.ts";
import { someone } from "./people.ts";

const DISPOSITIF = "mbn";
const DAY = 86_400_000;
export type Scene = { db: Database; people: Record<string, Caller>; now: Date };

/**
 * Two instances of Grand Est with their seats; a past meeting of the comité de suivi sécurité, minutes sent, that
 * decided two applications, a substitute sitting in and one member in conflict; one of the commission d’homologation
 * that decided the messaging; and the next meeting convened with what waits.
 */
export async function playCommittees({ db, say, send }: Stage, now: Date): Promise<void> {
  const [known] = await db.query("select 1 from dossier where kind = 'meeting' limit 1");
  if (known) return;
  say("\n━━ Grand Est : les instances ━━");
  const scene: Scene = { db, people: await cast(db), now };
  const committee = await seat(scene, "comite-suivi-securite", "region");
  const commission = await seat(scene, "commission-homologation", "authority");
  say(`${await decideHomologation(scene, commission)}  commission d’homologation : la messagerie de l’ENT, décidée en séance`);
  say(`${await decideApplications(scene, committee)}  comité de suivi sécurité : deux applications décidées, procès-verbal envoyé`);
  say(`${await next(scene)}  prochaine séance convoquée, avec ce qui attend`);
  await send(now);
} // biome-ignore format: one line each

/** Those who sit in two instances of Grand Est. */
export async function cast(db: Database): Promise<Record<string, Caller>> {
  const at = (role: string, kind: string, key?: string) =>
    someone(db, DISPOSITIF, { function: role, kind, ...(key && { at: key }) });
  return {
    region: await at("rssi", "region"),
    authority: await at("autoriteHomologation", "region"),
    reims: await at("rssi", "academie", "academie-reims"),
    nancy: await at("rssi", "academie", "academie-nancy-metz"),
    strasbourg: await at("rssi", "academie", "academie-strasbourg"),
    departement: await at("dsi", "departement"),
    secretary: await at("dane", "academie", "academie-nancy-metz"),
    ...Object.fromEntries(
      await Promise.all(
        ["academie-reims", "academie-nancy-metz"].map(
          async (key) => [`${key}-deputy`, await deputy(db, key)] as const,
        ),
      ),
    ),
  };
}

/** The second RSSI of an académie: a substitute. */
async function deputy(db: Database, key: string): Promise<Caller> {
  type Row = { person: Caller["person"]; organisation: NonNullable<Caller["tenures"][number]["organisation"]> };
  const [row] = await db.query<Row>(
    `select json_build_object('id', p.id, 'name', p.name, 'givenName', p.given_name) person,
            json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) organisation
       from tenure t join person p on p.id = t.person_id join organisation o on o.id = t.organisation_id
      where o.key = $1 and t.function = 'rssi' and t.rank = 1 limit 1`,
    [key],
  );
  if (!row) throw new Error(`Suppléant de démonstration introuvable : ${key}.`);
  return { person: row.person, tenures: [{ function: "rssi", organisation: row.organisation }] };
} // biome-ignore format: same

/** Five members, two of them with a substitute, and a secretary. The Région presides (CHOIX-INSTANCES). */
export async function seat({ db, people, now }: Scene, key: string, chair: string, at = new Date(now.getTime() - 60 * DAY)): Promise<Seated> {
  const [row] = await db.query<{ id: string; context: InstanceContext }>(
    "select id, context from dossier where kind = 'instance' and columns->>'key' = $1",
    [key],
  );
  if (!row) throw new Error(`Instance de démonstration introuvable : ${key}.`);
  const of = (kind: string, organisation?: string) =>
    row.context.seats.find((one) => one.kind === kind && (!organisation || one.organisation?.key === organisation))?.key ?? "";
  const who = (name: string) => people[name] as Caller;
  const act = (type: string, data: Record<string, unknown>) => actInMeeting(db, who("reims"), row.id, { type, ...data }, at);
  const seats = {
    region: of("region"),
    reims: of("academie", "academie-reims"),
    nancy: of("academie", "academie-nancy-metz"),
    strasbourg: of("academie", "academie-strasbourg"),
    departement: of("departement"),
  };
  const fill = (seat: string, holder: string, ...substitutes: string[]) =>
    act("seat.filled", { seat, holder: named(who(holder)), substitutes: substitutes.map((one) => named(who(one))) });
  await fill(seats.region, chair);
  await fill(seats.reims, "reims", "academie-reims-deputy");
  await fill(seats.nancy, "nancy", "academie-nancy-metz-deputy");
  await fill(seats.strasbourg, "strasbourg");
  await fill(seats.departement, "departement");
  await act("secretaries.named", { secretaries: [named(who("secretary"))] });
  return { key, seats, chair };
} // biome-ignore format: same

/** Two applications decided four days ago: one approved with a condition, one refused; a conflict, a substitute. */
async function decideApplications(scene: Scene, seated: Seated): Promise<string> {
  const { db } = scene;
  const waiting = await db.query<{ id: string; title: string; ref: string }>(
    "select id, title, ref from dossier where kind = 'whitelist-request' and state = 'committee' order by opened_at limit 2",
  );
  const held = await sitting(scene, seated, {
    daysAgo: 4,
    items: waiting.map(({ id, title, ref }) => ({
      ...{ key: randomUUID(), kind: "whitelist-request", title, dossier: id },
      cause: { text: "Les trois avis sont rendus : la demande attend le comité.", rule: "MBN-6.1", article: "6.1" },
      papers: [{ title: ref, link: `/liste-blanche/${ref}` }],
    })),
  });
  const [first, second] = held.keys;
  if (first) {
    await held.take(first, "Le demandeur présente l’usage en mathématiques, de la sixième à la terminale.", "Le Département demande qui lit les copies ; la notice le dira avant la rentrée.");
    await held.vote(first, { region: "for", reims: "for", nancy: "for", strasbourg: "for", departement: "abstain" });
    await held.decide(first, {
      kind: "whitelist-request",
      verdict: "approved-with-conditions",
      reasons: "Au vu des trois avis, et sous réserve que la notice soit complétée.",
      conditions: [{ text: "Compléter la notice", owner: "L’établissement", dueOn: new Date(scene.now.getTime() + 60 * DAY).toISOString().slice(0, 10) }],
    });
  }
  if (second) {
    await held.take(second, "Le journal publie des photographies d’élèves.", "Sans accord écrit des familles, le comité ne peut suivre l’avis de sécurité.");
    await held.conflict(second, "strasbourg", "J’ai conseillé l’éditeur de cette application jusqu’à l’an dernier.");
    await held.vote(second, { region: "against", reims: "against", nancy: "for", departement: "against" });
    await held.decide(second, { kind: "whitelist-request", verdict: "refused", reasons: "Des photographies de mineurs seraient publiées sans accord écrit des familles.", conditions: [] });
  }
  return held.end("Le comité remercie les instructeurs. Prochaine séance dans dix jours.");
} // biome-ignore format: same

/** The next meeting, in six days, convened with what waits for the committee. */
async function next({ db, people, now }: Scene): Promise<string> {
  const by = people.region as Caller;
  const [row] = await db.query<{ dispositif: string; convention: string }>(
    "select dispositif_id dispositif, convention_id convention from dossier where kind = 'instance' and columns->>'key' = 'comite-suivi-securite'",
  );
  const convention = await conventionOf(db, row?.convention ?? "");
  const waits = await whatWaits(db, row?.dispositif ?? "", convention, reachOf(by.tenures, "dossier.read"), now);
  const at = new Date(Math.ceil((now.getTime() + 6 * DAY) / 3_600_000) * 3_600_000);
  at.setUTCHours(13);
  const items = waits.filter(({ instances }) => instances.includes("comite-suivi-securite")).map(itemOf);
  const meeting = await planMeeting(
    db,
    by,
    { dispositif: DISPOSITIF, instance: "comite-suivi-securite", at: at.toISOString(), place: "Hôtel de Région, Metz, salle 3", link: "https://visio.example/comite", items },
    now,
  );
  await actInMeeting(db, by, meeting.id, { type: "meeting.convened", note: "Les dossiers sont en ligne ; merci de les lire avant." }, now);
  return meeting.ref;
} // biome-ignore format: same
