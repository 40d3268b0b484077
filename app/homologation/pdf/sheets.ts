import type { Content } from "pdfmake/interfaces.js";
import {
  causeLabels,
  decisionLabels,
  demarcheLabels,
  homologationState,
  likelihoodLabels,
  measureStateLabels,
  needLabels,
  opinionLabels,
  severityLabels,
  treatmentLabels,
  homologation as words,
} from "#app/messages/homologation.ts";
import { homologationPrint as print } from "#app/messages/homologation-print.ts";
import { heading, paragraph, quiet, table, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { formatDateTime, formatDay } from "#app/ui/time/format.ts";
import { dayWritten } from "#machines/days.ts";
import { type HomologationContext, measuresOf } from "#machines/homologation/v1/context.ts";
import type { Row } from "../queries/homologation-page.ts";

export type Printed = { row: Row; hash: string; now: Date };
const plainDay = (day: string | null | undefined) => dayWritten(day) ?? "–";
const score = ({ likelihood, severity }: { likelihood: number; severity: number }) =>
  `${likelihoodLabels[likelihood]} × ${severityLabels[severity]?.toLowerCase()} = ${likelihood * severity}`;
const facts = (rows: [string, string | null | undefined][]): Content =>
  table(
    [print.what, print.value],
    rows.flatMap(([name, value]) => (value ? [[name, value]] : [])),
    [150, "*"],
  );

function sheetOf({ row, now }: Printed, name: string, content: Content[]) {
  const { timezone } = row.context;
  return printed({
    title: name,
    header: [`${row.ref} · ${row.context.system.name}`, print.service],
    footer: print.printed(formatDateTime(now, timezone)),
    page: print.page,
    at: now,
    content,
  });
}

const none = (list: readonly unknown[], word: string, make: () => Content): Content =>
  list.length > 0 ? make() : paragraph(word);

/** The whole dossier on paper: what the authority decides on, then the decision and what came of it. */
export function dossierPdf(asked: Printed): Promise<Buffer> {
  const { row, hash } = asked;
  const { context } = row;
  const { file, system, decision, reserves, reviews, timezone } = context;
  const { page } = words;
  return sheetOf(asked, print.dossier(system.name), [
    title(print.dossier(system.name)),
    quiet(`${row.ref} · ${homologationState(row.state).label} · ${row.dispositif.name} · ${row.owner}`),
    facts([
      [page.demarche, file.strategy && demarcheLabels[file.strategy.demarche]],
      [page.need, system.need && needLabels[system.need]],
      [page.authority, file.strategy?.authority.name],
      [page.lead, file.strategy?.lead.name],
      [page.perimeter, file.strategy?.perimeter],
      [print.hash, hash],
    ]),
    heading(page.articulations),
    none(file.articulations, page.noArticulations, () =>
      table([words.systems.to, words.systems.means, words.systems.data], file.articulations.map(({ label, means, data }) => [label, means, data]), [130, 90, "*"]),
    ),
    heading(page.pieces),
    none(file.pieces, page.noPieces, () =>
      table([words.plan.columns.title, print.version, words.table.owner, print.file], file.pieces.map(({ title, version, owner, file: kept, link }) => [title, version, owner, kept ? `${kept.name}\n${kept.hash}` : (link ?? "")]), [120, 45, 90, "*"]),
    ),
    heading(page.risks),
    none(file.risks, page.noRisks, () =>
      table([page.risks, page.before, page.after, words.table.owner], file.risks.map((risk) => [`${risk.event}\n${risk.scenario}`, score(risk), `${risk.after ? score(risk.after) : "–"}${decision?.accepted.includes(risk.key) ? `\n${page.accepted}` : ""}`, `${treatmentLabels[risk.treatment]} · ${risk.owner}`]), ["*", 95, 95, 85]),
    ),
    heading(page.measures),
    none(file.measures, page.noMeasures, () =>
      table([words.plan.columns.measure, words.plan.measure, words.plan.state, words.plan.owner, words.plan.due], (decision ? file.measures : measuresOf(context)).map((one) => [one.ref, one.title === one.ref ? "" : one.title, measureStateLabels[one.state] ?? one.state, one.owner ?? "–", plainDay(one.dueAt)]), [80, "*", 55, 80, 55]),
    ),
    heading(page.opinions),
    none(file.opinions, page.noOpinions, () => table([print.member, page.opinions, print.text], file.opinions.map(({ member, opinion, text }) => [member, opinionLabels[opinion] ?? opinion, text]), [110, 90, "*"])),
    ...(decision ? [heading(page.decision), ...decisionContent(context, (key) => reserves[key]?.lifted ? page.lifted : reserves[key]?.lateSince ? page.late : page.running)] : []),
    ...(reviews.length > 0
      ? [heading(page.reviews), table([print.what, print.text, print.conclusion], reviews.map(({ kind, what, at, concluded }) => [`${causeLabels[kind] ?? kind}\n${formatDay(new Date(at), timezone)}`, what, concluded ? `${concluded.by.name} : ${concluded.reason}` : page.running]), [90, "*", 140])]
      : []),
  ]);
} // biome-ignore format: one part a line

/** @param since what each réserve has become, for who reads the dossier: the sheet that is signed says what was decided. */
function decisionContent(
  { decision, timezone }: HomologationContext,
  since?: (reserve: string) => string,
): Content[] {
  if (!decision) return [];
  const { page } = words;
  const day = (at: string) => formatDay(new Date(at), timezone);
  return [
    facts([
      [page.decision, decisionLabels[decision.decision]],
      [page.authority, `${decision.authority.name}, ${decision.authority.function}`],
      [page.effect, decision.until && day(decision.effectAt)],
      [words.table.until, decision.until && day(decision.until)],
      [page.conditions, decision.conditions],
      [page.reason, decision.reason],
    ]),
    ...(decision.reserves.length > 0
      ? [table([page.reserves, words.table.owner, words.plan.due, ...(since ? [words.table.state] : [])], decision.reserves.map(({ key, text, owner, dueAt }) => [text, owner, plainDay(dueAt), ...(since ? [since(key)] : [])]), ["*", 100, 60, ...(since ? [55] : [])])]
      : []),
  ];
} // biome-ignore format: same

/** The decision, ready to sign (RGS, article 5): what is decided, on which dossier, which risks are accepted. */
export function decisionPdf(asked: Printed): Promise<Buffer> {
  const { row, hash } = asked;
  const { context } = row;
  const { decision, file, system } = context;
  if (!decision) throw new Error(`${row.ref} n'est pas décidée.`);
  const accepted = file.risks.filter(({ key }) => decision.accepted.includes(key));
  return sheetOf(asked, print.decision(system.name), [
    title(print.decision(system.name)),
    paragraph(print.seen),
    paragraph(print.onDossier(row.ref, hash)),
    paragraph(print.decides(decision.authority.name, decision.authority.function)),
    heading(words.page.decision),
    ...decisionContent(context),
    heading(print.acceptedTitle),
    none(accepted, print.noneAccepted, () => table([words.page.risks, words.page.after], accepted.map((risk) => [risk.event, score(risk.after ?? risk)]), ["*", 170])),
    heading(print.signature),
    paragraph(print.place),
    { text: "\n\n\n\n" },
    paragraph(`${decision.authority.name}\n${decision.authority.function}`),
  ]);
} // biome-ignore format: same
