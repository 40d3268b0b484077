import { sitrep, sitrepPrint } from "#app/messages/crisis-sitrep.ts";
import { heading, paragraph, quiet, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { SitrepFacts } from "#machines/crisis/v1/context.ts";

export type PrintedSitrep = {
  crisis: { ref: string; title: string; exercise: boolean };
  point: SitrepFacts;
  /** Zone in which times are written. */
  zone: string;
  now: Date;
};

const fields = ["facts", "impacts", "actions", "decisions", "communication"] as const;

/** A point de situation on paper: numbered, dated, marked where it is a draft or an exercise. */
export function sitrepPdf({ crisis, point, zone, now }: PrintedSitrep): Promise<Buffer> {
  const when = (at: string) => formatDateTime(new Date(at), zone);
  const { number, validated } = point;
  return printed({
    title: sitrep.titled(crisis.ref, number),
    header: [sitrepPrint.crisis(crisis.ref, crisis.title), sitrepPrint.service],
    footer: sitrepPrint.printed(formatDateTime(now, zone)),
    page: sitrepPrint.page,
    ...(crisis.exercise && { exercise: `${sitrepPrint.exercise} – ${sitrepPrint.exerciseDetail}` }),
    at: now,
    content: [
      title(sitrep.heading(number)),
      paragraph(sitrepPrint.dated(when(validated?.at ?? point.at))),
      quiet(validated ? sitrep.validatedBy(validated.by.name, when(validated.at)) : sitrepPrint.draft),
      ...fields.flatMap((name) => {
        const text = point[name];
        return text ? [heading(sitrep.fields[name]), paragraph(text)] : [];
      }),
      ...(point.nextAt ? [heading(sitrep.fields.nextAt), paragraph(when(point.nextAt))] : []),
    ],
  });
}
