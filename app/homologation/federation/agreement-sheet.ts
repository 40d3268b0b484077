import { memberState, roleLabels, federation as words } from "#app/messages/federation.ts";
import { homologationPrint as print } from "#app/messages/homologation-print.ts";
import { heading, paragraph, table, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { formatDateTime, formatDay } from "#app/ui/time/format.ts";
import { functionLabels } from "#conventions/labels.ts";
import type { FederationAgreement } from "./agreement.ts";

const { accord, columns } = words;

/** The agreement as a document: its text, the commitments of each role with their article, its members of that day. */
export function agreementPdf(agreement: FederationAgreement, now: Date): Promise<Buffer> {
  const { dispositif, convention, federation, commitments, members, timezone, decides } = agreement;
  const named = accord.title(dispositif.name);
  const day = (at: string | null) => (at ? formatDay(new Date(at), timezone) : "–");
  return printed({
    title: named,
    header: [dispositif.name, words.print.service],
    footer: print.printed(formatDateTime(now, timezone)),
    page: print.page,
    at: now,
    content: [
      title(named),
      paragraph(accord.text(convention.title, federation.article, federation.rule)),
      paragraph(federation.statement),
      ...decides.map((one) =>
        paragraph(accord.decides(one.parties.join(", "), functionLabels[one.function] ?? one.function)),
      ),
      ...commitments.flatMap(({ role, article, rule, statement, list }) => [
        heading(accord.commitments(roleLabels[role] ?? role)),
        paragraph(`${statement} (${accord.cited(article, rule)})`),
        table(
          [columns.commitment, accord.takenBy],
          list.map(({ name, takenBy }) => [name, String(takenBy)]),
          ["*", 70],
        ),
      ]),
      heading(accord.members(members.length)),
      table(
        [columns.member, columns.role, columns.state, columns.from, columns.leaves],
        members.map((one) => [
          one.name,
          one.roles.map((role) => roleLabels[role]).join(", "),
          memberState(one.state).label,
          day(one.from),
          day(one.leaves),
        ]),
        ["*", 110, 80, 80, 70],
      ),
    ],
  });
}
