import { sendEvent } from "#app/engine/command/send-event.ts";
import { dispatch } from "#app/engine/dispatch.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Caller, CallerTenure } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { withPerson } from "../support/world.ts";

export type World = Awaited<ReturnType<typeof bigVersailles>>;

/** Versailles with so many more schools, each with a mailbox of its own: an alert on the whole ENT reaches them all. */
export async function bigVersailles(db: Database, schools: number) {
  const world = await smallVersailles(db);
  // Declares without being among those whom the chain alerts.
  await withPerson(db, { function: "exploitant", at: "prestataire-versailles" });
  const dane = await withPerson(db, { function: "dane", at: "academie-versailles" });
  await db.query(
    `with made as (
       insert into organisation (key, kind, name, school_type, sector, academie, departement, mail, parent_id, updated_at)
       select 'ecole-' || n, 'ecole', 'École publique n° ' || n, 'ecole', 'public', 'Versailles', '78',
              'ce.' || n || '@ecoles.example.invalid', (select id from organisation where key = '0780580G'), now()
         from generate_series(1, $1::int) n returning id)
     insert into coverage (dispositif_id, organisation_id)
     select (select id from dispositif), id from made`,
    [schools],
  );
  await db.script("analyze");
  return { ...world, dane };
}

/** An incident taken in charge: its follow-ups may be sent one after the other, five deliveries each. */
export async function handledIncident(db: Database, { dane, rssi, now }: World): Promise<string> {
  const facts = declaration({ category: "other" });
  const { id } = await declareIncident(db, dane, facts, now);
  await sendEvent(
    db,
    rssi,
    id,
    {
      type: "incident.qualified",
      field: "partage",
      severity: "major",
      certainty: "proven",
      category: "other",
      personalData: false,
      perimeter: "school",
    },
    now,
  );
  await sendEvent(db, rssi, id, { type: "incident.handled", note: "Pris en charge." }, now);
  return id;
}

/** Opened and not answered: its five people can be reminded again and again. */
export async function openIncident(db: Database, { dane, now }: World): Promise<string> {
  return (await declareIncident(db, dane, declaration({ category: "malware" }), now)).id;
}

/** A reminder to the five who did not answer: one notice, five deliveries, its deadline wound again. */
export const remind = (db: Database, { now }: World, dossier: string) =>
  dispatch(db, {
    dossier,
    type: "deadline.reached",
    data: { key: "remind-alert-1", unanswered: 5 },
    by: { kind: "system", id: "clock", name: "Horloge" },
    at: now,
  });

/** A follow-up to five addresses that the directory is searched for. */
export function followUp(db: Database, { rssi, now }: World, dossier: string) {
  const organisation = rssi.tenures[0]?.organisation;
  return dispatch(db, {
    dossier,
    type: "incident.followed-up",
    data: { text: "Le compte est fermé, les sessions sont révoquées, les familles sont prévenues." },
    by: {
      kind: "person",
      id: rssi.person.id,
      name: "Camille RSSI",
      function: "rssi",
      ...(organisation && { organisation }),
    },
    at: now,
  });
}

/** Someone of the world by function, for a process that did not make it. */
export async function callerOf(db: Database, held: string): Promise<Caller> {
  const [row] = await db.query<Caller["person"] & { organisation: CallerTenure["organisation"] }>(
    `select p.id, p.name, p.given_name "givenName",
            json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) organisation
       from tenure t join person p on p.id = t.person_id join organisation o on o.id = t.organisation_id
      where t.function = $1 limit 1`,
    [held],
  );
  if (!row) throw new Error(`nobody is ${held}`);
  const { organisation, ...person } = row;
  return { person, tenures: [{ function: held, organisation }] };
}
