import type { Consequences } from "#app/engine/preview.ts";
import { only } from "#app/engine/write/rows.ts";
import { type CrisisAct, containmentWords, following } from "#app/messages/crisis-act.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Consequence } from "#app/ui/confirm.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import { partyKindLabels } from "#conventions/labels.ts";
import { communicationOf, type PartyKind } from "#conventions/schema.ts";
import { isApplication } from "#machines/crisis/v1/applications.ts";
import { containmentsOf } from "#machines/crisis/v1/changes/containment.ts";
import type { CrisisContext, MessageFacts } from "#machines/crisis/v1/context.ts";
import { containmentRule } from "#machines/crisis/v1/duties/containment.ts";
import { requestStateNames } from "#machines/whitelist-request/v1/names.ts";
import { type ActPage, zoneOf } from "./act-page.ts";
import { cited } from "./act-page-cited.ts";
import { countSchools } from "./act-page-counts.ts";

/** What a reader of that act wants to know besides whom it reaches and what it closes. */
export async function moreLines(
  sql: Sql,
  page: ActPage,
  type: CrisisAct,
  { stepped, effects, told }: Consequences,
  data: Record<string, unknown>,
): Promise<Consequence[]> {
  const after = stepped.context as unknown as CrisisContext;
  const { compromise } = communicationOf(page.convention);
  if (isApplication(String(data.what ?? ""))) return applicationLines(told);
  if (type === "compromise.declared" || type === "restoration.declared")
    return [
      { icon: "fr-icon-user-add-line", text: following.second, reason: cited(page.convention, compromise) },
    ];
  if (type === "containment.proposed")
    return [
      {
        icon: "fr-icon-user-add-line",
        text: following.second,
        reason: cited(page.convention, containmentRule),
      },
    ];
  const contained = containmentsOf(after).find(({ key }) => key === data.key);
  if (type === "containment.confirmed" && contained)
    return [
      {
        icon: "fr-icon-lock-line",
        text: following.contained(contained.measure, contained.targets.length, page.exercise),
        reason: cited(page.convention, containmentRule),
      },
      { icon: "fr-icon-user-line", text: containmentWords.listed(contained.targets) },
    ];
  if (type === "compromise.confirmed" && page.runbook.substitution.length > 0)
    return [{ icon: "fr-icon-key-line", text: following.substitutes(page.runbook.substitution) }];
  if (type === "restoration.confirmed" && page.context.channels.length > 0)
    return [{ icon: "fr-icon-lock-line", text: following.substitutionEnds }];
  const message = after.messages.find(({ key }) => key === data.key);
  if (type === "message.proposed" && message) {
    const due = only(effects, "start-deadline").find(({ deadline }) => deadline.key.startsWith("approval-"));
    return [...(await reach(sql, page, message)), approverLine(page, message, due?.deadline.dueAt ?? null)];
  }
  if (type === "message.approved" && message) return profileLines(sql, page, message);
  const press = after.press.find(({ key }) => key === data.key);
  if (type === "press.proposed" && press) return [approverLine(page, press, null)];
  return [];
}

/** Counts by profile, one sending a school and profile. */
async function profileLines(sql: Sql, page: ActPage, { profiles }: MessageFacts): Promise<Consequence[]> {
  const schools = await countSchools(sql, page.dispositif.id, page.context.scope);
  return profiles.map((profile) => ({
    icon: "fr-icon-user-line",
    text: following.profile(profile, schools),
  }));
}

async function reach(sql: Sql, page: ActPage, message: MessageFacts): Promise<Consequence[]> {
  const lines = await profileLines(sql, page, message);
  const schools = await countSchools(sql, page.dispositif.id, page.context.scope);
  const text = following.wouldReach(schools * message.profiles.length, message.channel);
  return [{ icon: "fr-icon-send-plane-line", text }, ...lines];
}

function approverLine(
  page: ActPage,
  { approver }: Pick<MessageFacts, "approver">,
  dueAt: string | null,
): Consequence {
  const until = dueAt && formatDateTime(new Date(dueAt), zoneOf(page));
  const who = approver ? partyKindLabels[approver.kind as PartyKind] : following.direction;
  return {
    icon: "fr-icon-check-line",
    text: following.approver(who, until || null),
    ...(approver && { reason: cited(page.convention, approver) }),
  };
}

/** What becomes of the links of an application that the crisis names, or no longer names. */
function applicationLines(told: Consequences["told"]): Consequence[] {
  const lines = told
    .filter(({ row }) => row.kind === "whitelist-request")
    .map(({ row, stepped }) => ({
      icon: "fr-icon-links-line" as const,
      text:
        row.state === stepped.state
          ? following.applicationKept(row.ref)
          : following.application(
              stepped.title ?? row.ref,
              row.ref,
              requestStateNames[stepped.state] ?? stepped.state,
            ),
    }));
  return lines.length > 0 ? lines : [{ icon: "fr-icon-links-line", text: following.noApplication }];
}
