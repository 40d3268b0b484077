import { type Process, processes } from "#app/messages/communication.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
import { processesOf } from "#conventions/schema.ts";
import { actingKinds } from "#machines/parties.ts";
import { organisationsWith } from "./waiting-sql.ts";

/** An organisation in whose name the caller may write. */
export type Speaker = { id: string; key: string; kind: string; name: string; timezone: string };

/** Organisations of the caller that a dispositif covers and in whose name messages are written. */
export function speakers(sql: Sql, { tenures }: Caller, dispositif: string): Promise<Speaker[]> {
  return sql.query<Speaker>(
    `select o.id, o.key, o.kind, o.name, o.timezone from organisation o
       join coverage c on c.organisation_id = o.id and c.dispositif_id = $1
      where o.id = any($2::uuid[]) and o.closed_at is null order by o.name`,
    [dispositif, organisationsWith(tenures, "communication.draft")],
  );
}

/** Levels that an organisation of that kind may carry under a convention (MBN-5). */
export const levelsFor = (convention: Convention, kind: string): Process[] => {
  const kinds = actingKinds(kind, convention);
  const known = processesOf(convention);
  return processes.filter((process) => known[process].by.some((one) => kinds.includes(one)));
};

/** A head of school writes to the community of that school alone. */
export const isSchool = ({ kind }: Pick<Speaker, "kind">) => kind === "ecole" || kind === "etablissement";
