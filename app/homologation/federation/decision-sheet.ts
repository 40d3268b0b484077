import type { Content } from "pdfmake/interfaces.js";
import {
  leavingLabels,
  memberDecisions,
  outcome,
  roleLabels,
  federation as words,
} from "#app/messages/federation.ts";
import { homologationPrint as print } from "#app/messages/homologation-print.ts";
import { heading, paragraph, table, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { formatDateTime, formatDay } from "#app/ui/time/format.ts";
import { dayWritten } from "#machines/days.ts";
import type { MemberPage } from "./member-page.ts";

const { page, columns } = words;
const day = (given: string | null | undefined) => dayWritten(given) ?? "";
const facts = (rows: [string, string | null | undefined | false][]): Content =>
  table(
    [print.what, print.value],
    rows.flatMap(([name, value]) => (value ? [[name, value]] : [])),
    [150, "*"],
  );

/** A decision of joining or leaving, ready to sign: what is decided, on what agreement, which commitments (ATR-8). */
export function memberDecisionPdf(member: MemberPage, rank: number, now: Date): Promise<Buffer> | null {
  const decision = member.decisions[rank];
  if (!decision) return null;
  const { timezone } = member.context.place;
  const { agreement, commitments, name, roles } = decision.frozen;
  const { authority } = decision;
  const named = words.print.title(memberDecisions[decision.kind] ?? decision.kind, name);
  return printed({
    title: named,
    header: [`${member.ref} · ${name}`, words.print.service],
    footer: print.printed(formatDateTime(now, timezone)),
    page: print.page,
    at: now,
    content: [
      title(named),
      paragraph(words.print.seen(member.convention.title, member.federation.article)),
      paragraph(words.print.onDossier(member.ref, decision.hash)),
      paragraph(words.print.decides[decision.kind](authority.name, authority.function, name)),
      facts([
        [page.effect, decision.kind !== "refused" && formatDay(new Date(decision.effectAt), timezone)],
        [page.how, decision.how && leavingLabels[decision.how]],
        [page.requestedOn, day(decision.requestedOn)],
        [page.meeting, decision.sitting ? `${decision.meeting} (${decision.sitting.ref})` : decision.meeting],
        [page.reason, decision.reason],
      ]),
      heading(page.agreement),
      facts([
        [page.roles, roles.map((role) => roleLabels[role]).join(", ")],
        [page.perimeter, agreement.perimeter],
        [page.attributes, agreement.attributes],
        [page.standards, agreement.standards],
        [page.identifier, agreement.identifier],
        [page.until, day(agreement.until) || page.asConvention],
        [page.renewal, agreement.renewal],
        [page.costs, agreement.costs],
      ]),
      heading(page.commitments),
      commitments.length === 0
        ? paragraph(page.noCommitments)
        : table(
            [columns.commitment, columns.found, columns.checkedOn, columns.by],
            commitments.map(({ name: commitment, check }) => [
              commitment,
              outcome(check?.outcome ?? "unchecked").label,
              day(check?.checkedOn) || "–",
              check?.by.name ?? "–",
            ]),
            ["*", 70, 65, 110],
          ),
      heading(words.print.signature),
      paragraph(words.print.place),
      { text: "\n\n\n\n" },
      paragraph(`${authority.name}\n${authority.function}`),
    ],
  });
}
