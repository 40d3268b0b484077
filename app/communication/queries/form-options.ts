import departementNames from "@etalab/decoupage-administratif/data/departements.json" with { type: "json" };
import type { Caller } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { type Right, reachOf } from "#app/platform/permissions.ts";
import { paths } from "#app/ui/paths.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import type { LockView } from "#machines/lock/v1/compute.ts";
import { cited } from "./cited.ts";
import { peopleOf } from "./reached.ts";
import { smsPrice } from "./sms-price.ts";

/** What the convention asks for at a level: by field, whether it is compulsory and the article that says so. */
export type AskedFields = Record<string, { required: boolean; article: string | null }>;
export type ChannelOption = {
  key: string;
  /** Why the lock shuts it now; null when it is open. */
  shut: Reason | null;
  failing: boolean;
  paid: boolean;
};
export type FormOptions = {
  process: string;
  asked: AskedFields;
  academies: { value: string; label: string }[];
  departements: { value: string; label: string }[];
  /** Schools named one by one, already chosen. */
  schools: { id: string; name: string }[];
  channels: ChannelOption[];
  /** Where channels are configured, for who may. */
  maySet: string | null;
  /** Of one SMS, in cents; null where it is not set. */
  smsPrice: number | null;
  /** Whom the saved audience reaches, where the directory counts them. */
  people: number | null;
  crises: { id: string; ref: string; title: string }[];
  director: { name: string; reason: Reason | null } | null;
  /** A head of school writes to that school's community alone. */
  ownSchool: { id: string; name: string } | null;
  attachments: { hash: string; name: string; size: number }[];
};

const names = new Map(departementNames.map(({ code, nom }) => [code, nom]));
/** « 54 · Meurthe-et-Moselle » */
export const departementName = (code: string) => [code, names.get(code)].filter(Boolean).join(" · ");

/** Dispositifs in which one of the caller's functions gives a right. */
export function dispositifsWith(sql: Sql, { tenures }: Caller, right: Right) {
  const { all, own, dispositif } = reachOf(tenures, right);
  return sql.query<{ id: string; key: string; name: string }>(
    `select d.id, d.key, d.name from dispositif d where $1 or exists (select 1 from coverage c
       where c.dispositif_id = d.id and c.organisation_id = any($2::uuid[])) order by d.name`,
    [all, [...own, ...dispositif]],
  );
}

type Given = {
  dispositif: { id: string; key: string };
  convention: Convention;
  asked: AskedFields;
  process: string;
  /** The lock as it is now; what it says is said again when the message is sent. */
  lock: LockView;
  director: FormOptions["director"];
  ownSchool: FormOptions["ownSchool"];
  draft: Draft | null;
  attachments: FormOptions["attachments"];
};

/** All that the form needs besides what is typed. */
export async function formOptions(db: Database, caller: Caller, given: Given): Promise<FormOptions> {
  const { dispositif, draft } = given;
  const scope = draft?.audience.scope;
  const [territories, schools, channels, price, people, crises] = await Promise.all([
    db.query<{ academie: string | null; departement: string | null }>(
      `select distinct o.academie, o.departement from coverage c join organisation o on o.id = c.organisation_id
        where c.dispositif_id = $1 and o.kind in ('ecole', 'etablissement') and o.closed_at is null`,
      [dispositif.id],
    ),
    scope?.schools
      ? db.query<{ id: string; name: string }>(
          "select id, name from organisation where id = any($1::uuid[]) order by name",
          [scope.schools],
        )
      : [],
    db.query<{ key: string; health: string }>(
      "select key, health from channel where dispositif_id = $1 and enabled order by key",
      [dispositif.id],
    ),
    smsPrice(db, dispositif.id),
    draft ? peopleOf(db, dispositif.id, draft.audience) : null,
    db.query<{ id: string; ref: string; title: string }>(
      `select id, ref, title from dossier where kind = 'crisis' and dispositif_id = $1 and closed_at is null
        order by opened_at desc limit 10`,
      [dispositif.id],
    ),
  ]);
  return {
    process: given.process,
    asked: given.asked,
    academies: unique(territories.map(({ academie }) => academie)).map((value) => ({ value, label: value })),
    departements: unique(territories.map(({ departement }) => departement)).map((value) => ({
      value,
      label: departementName(value),
    })),
    schools,
    channels: channels.map(({ key, health }) => channelOption(given, key, health)),
    maySet:
      reachOf(caller.tenures, "channel.configure").dispositif.length > 0
        ? paths.channels(dispositif.key)
        : null,
    smsPrice: price,
    people,
    crises,
    director: given.director,
    ownSchool: given.ownSchool,
    attachments: given.attachments,
  };
}

function channelOption({ lock, convention }: Given, key: string, health: string): ChannelOption {
  const because = lock.closed.find(({ channel }) => channel === key)?.because[0];
  const open = lock.open.some(({ channel }) => channel === key);
  return {
    key,
    shut: because && !open ? cited(convention, because, because.sentence) : null,
    failing: health === "failing",
    paid: key === "sms",
  };
}

const unique = (values: (string | null)[]) =>
  [...new Set(values.filter((one): one is string => Boolean(one)))].sort((a, b) => a.localeCompare(b, "fr"));
