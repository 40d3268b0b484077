import { exercise as words } from "#app/messages/exercise.ts";
import { heading, paragraph, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { DebriefPage } from "./queries/debrief-page.ts";
import { figuresOf } from "./queries/figures.ts";

const { results: said } = words;

/** The results of one exercise on paper, every page marked as an exercise. */
export function debriefPdf(page: DebriefPage, now: Date): Promise<Buffer> {
  const zone = page.context.facts.place.timezone;
  const when = (at: string) => formatDateTime(new Date(at), zone);
  const { grid, observations, injects, debrief, debex, finex } = page.context;
  return printed({
    title: words.titled(page.ref, page.title),
    header: [words.titled(page.ref, page.title), "Tocsin"],
    footer: when(now.toISOString()),
    page: (n: number, of: number) => `${n} / ${of}`,
    exercise: words.pdfMark,
    at: now,
    content: [
      title(`${said.title} : ${page.title}`),
      ...(debex
        ? [paragraph(`DEBEX : ${when(debex.shown)}${finex ? ` · FINEX : ${when(finex.shown)}` : ""}`)]
        : []),
      heading(said.measures),
      ...(page.results
        ? figuresOf(page.results).map(({ label, value }) => paragraph(`${label} : ${value}`))
        : []),
      ...(debrief ? [heading(said.summary), paragraph(debrief.summary)] : []),
      ...(debrief?.strengths ? [heading(said.strengths), paragraph(debrief.strengths)] : []),
      ...(debrief?.improvements ? [heading(said.improvements), paragraph(debrief.improvements)] : []),
      heading(words.grid.title),
      ...grid.map(({ key, text }) =>
        paragraph(
          `${text} ${observations
            .filter(({ criterion }) => criterion === key)
            .map(
              ({ by, observed, note }) =>
                `${words.grid.observed[observed]} (${by.name})${note ? ` : ${note}` : ""}`,
            )
            .join(" ; ")}`,
        ),
      ),
      heading(words.page.classic),
      ...injects.map(({ title: name, fired, answers, judged }) =>
        paragraph(
          `${fired ? when(fired.shown) : words.page.inject.planned} · ${name} · ${words.page.inject.answered(answers.length, answers.length)}${judged ? ` · ${words.page.inject.judge[judged.reaction]}` : ""}`,
        ),
      ),
    ],
  });
}
