import { smsParts } from "#app/platform/channels/sms-text.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import type { OpeningFacts } from "#machines/communication/v1/facts.ts";
import type { Found } from "#machines/communication/v1/found.ts";
import type { Scope } from "#machines/effects.ts";
import type { Ask, Stored, World } from "#machines/step.ts";
import type { Moments } from "../moment.ts";
import type { Command } from "../plan.ts";
import { foundApprovers } from "./approvers.ts";
import { claimedBy, heldIn } from "./claimed.ts";
import { closedSchools, decisionOf, expiringDecisions } from "./decisions.ts";
import { filesOf } from "./files.ts";
import { heldMeeting } from "./held-meetings.ts";
import { foundHosts } from "./hosts.ts";
import { leadingInside } from "./inside.ts";
import { lackingValues } from "./lacking.ts";
import { foundPeople } from "./people.ts";
import { reachOfScope } from "./reach.ts";
import { foundOfSittings, isOfSittings } from "./sittings.ts";

type Asking = Pick<Command, "data" | "by"> & { moments: Moments };

/**
 * What a step asked for, looked up just before it and put under `found` in the event's data: read outside the step,
 * written in the journal, and true for as long as the dossier's revision holds.
 */
export async function answerAsks(
  sql: Sql,
  asks: Ask[],
  stored: Stored | null,
  world: World,
  command: Asking,
): Promise<Record<string, unknown>> {
  if (asks.length === 0) return command.data;
  const people = asks.find((one) => one.startsWith("people:"));
  if (people) {
    const right = people.slice("people:".length);
    const known = await foundPeople(sql, world.dispositif, command.data, right, command.moments.real);
    return { ...command.data, found: { people: known } };
  }
  if (asks.includes("hosts"))
    return { ...command.data, found: await foundHosts(sql, world.dispositif, command.data) };
  if (asks.every(isOfSittings))
    return { ...command.data, found: await foundOfSittings(sql, asks, stored, world, command) };
  const meeting = asks.find((one) => one.startsWith("meeting:"))?.slice("meeting:".length);
  if (meeting)
    return { ...command.data, found: { meeting: await heldMeeting(sql, world.dispositif, meeting) } };
  const [addresses, names] = ["inside:", "claimed:"].map((kind) =>
    asks.find((one) => one.startsWith(kind))?.slice(kind.length),
  );
  if (addresses || names) {
    const about = names && {
      names: JSON.parse(names) as string[],
      dossier: world.dossier,
      tenures: heldIn(command.by),
    };
    const claimed = about && (await claimedBy(sql, world.dispositif, about));
    const inside = addresses && (await leadingInside(addresses.split(" ")));
    return { ...command.data, found: { ...(inside && { inside }), ...(claimed && { claimed }) } };
  }
  const found: Found = {};
  const { draft, scope, carrier } = subjectOf(stored, command);
  const { dossier, dispositif, convention } = world;
  // Clocks are held against the dossier's own time; who holds a function is asked of the real one.
  const { due, real } = command.moments;
  if (asks.includes("reach") || asks.includes("approvers"))
    found.reach = await reachOfScope(sql, dispositif, scope);
  if (asks.includes("approvers") && found.reach)
    found.approvers = await foundApprovers(
      sql,
      { convention, dispositif, draft, carrier, now: real },
      found.reach,
    );
  if (asks.includes("decision")) found.decision = await decisionOf(sql, dossier, schoolOf(command));
  if (asks.includes("expiring")) found.expiring = await expiringDecisions(sql, dossier, due);
  if (asks.includes("closed")) found.closed = await closedSchools(sql, dossier);
  if (asks.includes("files") && draft.attachments.length > 0)
    found.files = await filesOf(sql, dossier, draft.attachments);
  if (asks.includes("lacking")) {
    const lacking = await lackingValues(sql, { dispositif, scope }, draft, real);
    if (lacking) found.lacking = lacking;
  }
  if (asks.includes("sms") && draft.sms) {
    const { encoding, parts, odd } = smsParts(draft.sms);
    found.sms = { encoding, parts, odd };
  }
  return { ...command.data, found };
}

/** The message that is asked about: as it stands, or as it would be opened. */
function subjectOf(stored: Stored | null, { data, by }: Pick<Asking, "data" | "by">) {
  if (stored) {
    const { facts, scope, author } = stored.context as unknown as CommunicationContext;
    return { draft: facts, scope, carrier: author.place.kind };
  }
  const { draft, place } = data as OpeningFacts;
  return {
    draft,
    scope: { ...draft.audience.scope, author: by.id } as Scope,
    carrier: place.kind,
  };
}

const schoolOf = ({ data, by }: Pick<Asking, "data" | "by">): string | undefined =>
  (data as { school?: string }).school ?? by.organisation?.id;
