import type { CellRole } from "#runbooks/schema/words.ts";
import type { Happening } from "../../../step.ts";
import type { CrisisContext, Member } from "../context.ts";
import type { CrisisDataOf } from "../events.ts";
import { type Change, dataOf } from "../rules.ts";
import { seatedOf } from "../seated.ts";

/** One seat a person: sitting down again in the same seat changes nothing. */
function seat(crisis: CrisisContext, member: Member): Partial<CrisisContext> {
  const sits = crisis.members.some(
    (one) => one.id === member.id && one.role === member.role && !one.until && !member.until,
  );
  return sits ? {} : { members: [...crisis.members, member] };
}

const holds = (crisis: CrisisContext, role: string) =>
  crisis.members.some((one) => one.role === role && !one.until && !one.substitute);

/** A seat already held takes a substitute; liaisons are one a party, so each is a holder. */
const substitutes = (crisis: CrisisContext, role: string) => role !== "liaison" && holds(crisis, role);

function sitDown(crisis: CrisisContext, role: CellRole, { by, at }: Happening): Partial<CrisisContext> {
  // A mailbox answers for an organisation; only a person sits.
  if (!by.organisation || by.id.startsWith("mailbox:")) return {};
  return seat(crisis, {
    id: by.id,
    name: by.name,
    role,
    function: by.function ?? "",
    organisation: by.organisation,
    substitute: substitutes(crisis, role),
    since: at,
  });
}

const join: Change = (crisis, happening) =>
  sitDown(crisis, dataOf<CrisisDataOf<"member.joined">>(happening).role, happening);

/** Who answers a call to the cell sits there. */
const answer: Change = (crisis, happening) => {
  const { answer: said, role } = dataOf<CrisisDataOf<"alert.acknowledged">>(happening);
  return said === "taken" && role ? sitDown(crisis, role, happening) : {};
};

const give: Change = (crisis, happening) => {
  const { role, substitute } = dataOf<CrisisDataOf<"role.given">>(happening);
  const who = seatedOf(happening);
  return who ? seat(crisis, { ...who, role, substitute, since: happening.at }) : {};
};

/** Relève: the one who leaves stays in the record, with the hour. */
const handOver: Change = (crisis, happening) => {
  const { role, from } = dataOf<CrisisDataOf<"role.handed-over">>(happening);
  const who = seatedOf(happening);
  if (!who) return {};
  const { at } = happening;
  const members = crisis.members.map((one) =>
    one.role === role && one.id === from && !one.until ? { ...one, until: at } : one,
  );
  return { members, ...seat({ ...crisis, members }, { ...who, role, substitute: false, since: at }) };
};

export const cellChanges: Record<string, Change> = {
  "member.joined": join,
  "alert.acknowledged": answer,
  "role.given": give,
  "role.handed-over": handOver,
  "log.entered": (crisis) => ({ lines: crisis.lines + 1 }),
};
