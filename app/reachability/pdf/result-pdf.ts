import { functionLabel } from "#app/messages/directory-words.ts";
import { reachability as words } from "#app/messages/reachability.ts";
import { heading, paragraph, quiet, table, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { TestDossier, TestResult } from "../queries/test-result.ts";

const MOST = 18;

/** The result of a test on one page: rates, what is wrong, by function and by département. No name, no address. */
export function resultPdf(test: TestDossier, result: TestResult, now: Date): Promise<Buffer> {
  const zone = test.context.place.timezone;
  const { page, pdf, rate } = words;
  const { total, outcomes, missing, before, functions, departements } = result;
  const silent = (outcomes.silent ?? 0) + (outcomes.derived ?? 0) + (outcomes.waiting ?? 0);
  const worst = [...departements].sort(([, a], [, b]) => a.reachable / a.total - b.reachable / b.total);
  return printed({
    title: `${test.ref} – ${words.title}`,
    header: [pdf.header(test.ref, test.dispositif), pdf.service],
    footer: pdf.printed(formatDateTime(now, zone)),
    page: pdf.page,
    at: now,
    content: [
      title(test.title),
      quiet(
        `${page.sent} ${formatDateTime(test.openedAt, zone)} · ${page.ends} ${formatDateTime(test.closedAt ?? new Date(test.context.facts.endsAt), zone)}`,
      ),
      heading(pdf.result),
      paragraph(`${page.answered} : ${rate(total.reachable, total.total)}`),
      ...(before
        ? [paragraph(page.before(before.ref, rate(before.total.reachable, before.total.total)))]
        : []),
      paragraph(
        [
          [page.silent, silent],
          [page.failed, outcomes.failed ?? 0],
          [page.changed, outcomes.changed ?? 0],
          [page.missing, missing],
        ]
          .map(([name, n]) => `${name} : ${n}`)
          .join(" · "),
      ),
      heading(page.functions),
      table(
        Object.values(page.functionColumn),
        functions.map(([fn, count]) => {
          const past = before?.functions[fn];
          return [
            functionLabel(fn),
            String(count.total),
            rate(count.reachable, count.total),
            past ? rate(past.reachable, past.total) : "–",
          ];
        }),
        ["*", "auto", "auto", "auto"],
      ),
      heading(page.tiles),
      table(
        [page.filters.departement, page.total, page.answered],
        worst
          .slice(0, MOST)
          .map(([code, count]) => [
            code || page.noPlace,
            String(count.total),
            rate(count.reachable, count.total),
          ]),
        ["*", "auto", "auto"],
      ),
      ...(worst.length > MOST ? [quiet(pdf.more(worst.length - MOST))] : []),
      quiet(words.mail.because),
    ],
  });
}
