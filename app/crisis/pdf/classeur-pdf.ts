import type { Content } from "pdfmake/interfaces.js";
import type { Classeur } from "#app/crisis/queries/classeur.ts";
import { classeur } from "#app/messages/crisis-offline.ts";
import { sitrep } from "#app/messages/crisis-sitrep.ts";
import { heading, paragraph, quiet, subheading, table, ticked, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { sheetPage } from "./classeur-sheet.ts";

/**
 * The classeur de crise: what a member of the cell needs when nothing answers any more.
 * @param sheets empty pages of main courante at the end.
 */
export function classeurPdf(kept: Classeur, now: Date, sheets = 3): Promise<Buffer> {
  return printed({
    title: `${classeur.title} ${kept.ref}`,
    header: [classeur.crisis(kept.ref, kept.title), classeur.asOf(kept.atText)],
    footer: classeur.printed(kept.atText),
    page: classeur.page,
    ...(kept.exercise && { exercise: classeur.exercise }),
    at: now,
    content: [
      title(classeur.title),
      paragraph(classeur.crisis(kept.ref, kept.title)),
      quiet(`${classeur.printed(kept.atText)}. ${classeur.asOf(kept.atText)}. ${classeur.again}`),
      ...situation(kept),
      ...contacts(kept),
      ...point(kept),
      ...procedure(kept),
      ...log(kept),
      ...Array.from({ length: sheets }, sheetPage),
    ],
  });
}

const situation = ({ state, summary, lock, decisions }: Classeur): Content[] => [
  heading(classeur.state),
  paragraph(state),
  paragraph(summary),
  heading(classeur.lock),
  ...lock.map(paragraph),
  heading(classeur.decisions),
  ...(decisions.length > 0 ? decisions.map((one) => ticked(false, one)) : [paragraph(classeur.noDecisions)]),
];

const contacts = ({ contacts: all }: Classeur): Content[] => [
  heading(classeur.contacts),
  all.length === 0
    ? paragraph(classeur.noContacts)
    : table(
        classeur.contactColumns,
        all.map((one) => [one.name, one.role, one.organisation, one.phone ?? "", one.email ?? ""]),
        ["*", "*", "*", 76, 130],
      ),
];

function point({ point: last }: Classeur): Content[] {
  if (!last) return [heading(sitrep.all), paragraph(classeur.noPoint)];
  const fields = ["facts", "impacts", "actions", "decisions", "communication"] as const;
  return [
    heading(classeur.point(last.number)),
    quiet(last.at),
    ...fields.flatMap((name) => {
      const text = last.texts[name];
      return text ? [subheading(sitrep.fields[name]), paragraph(text)] : [];
    }),
    ...(last.nextAt ? [paragraph(`${sitrep.fields.nextAt} : ${last.nextAt}`)] : []),
  ];
}

const procedure = ({ runbook }: Classeur): Content[] => [
  {
    ...(heading(classeur.runbook(runbook.title, runbook.version)) as object),
    pageBreak: "before",
  } as Content,
  ...(runbook.begun ? [] : [quiet(classeur.notBegun)]),
  subheading(classeur.activation),
  ...runbook.activation.map(({ text, done }) => ticked(done, text)),
  ...runbook.phases.flatMap((phase) => [
    heading(phase.title),
    ...phase.steps.map((step) =>
      ticked(step.settled, step.title, [
        ...(step.state ? [step.state] : []),
        ...step.facts,
        ...step.instructions.map((text, n) => `${n + 1}. ${text}`),
      ]),
    ),
  ]),
  subheading(classeur.exit),
  ...runbook.exit.map(({ text, done }) => ticked(done, text)),
];

const log = ({ lines }: Classeur): Content[] => [
  heading(classeur.log),
  ...(lines.length === 0
    ? [paragraph(classeur.noLog)]
    : [
        quiet(classeur.logLast(lines.length)),
        table(
          classeur.logColumns,
          lines.map((one) => [String(one.seq), one.at, one.by, one.text]),
          [24, 62, 110, "*"],
        ),
      ]),
];
