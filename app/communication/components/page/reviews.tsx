import { messagePage } from "#app/messages/communication-page.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Why } from "#app/ui/why.tsx";
import { awaited } from "#machines/communication/v1/mine.ts";
import type { MessagePageModel } from "../../queries/page.ts";

const words = messagePage.review;

/** What the instances said afterwards of a message that left with no approval (MBN-5.3-U). */
export function Reviews({ review }: { review: MessagePageModel["review"] }) {
  if (!review) return null;
  const missing = awaited(review);
  return (
    <section className="incident-section" aria-labelledby="examen">
      <h2 id="examen">{words.title}</h2>
      <p>{missing.length > 0 ? words.pending(missing.map((one) => one.toUpperCase())) : words.done}</p>
      <ul className="incident-plain">
        {review.opinions.map((one) => (
          <li key={`${one.instance} ${one.at}`}>
            <div className="incident-row">
              <strong>{one.instance.toUpperCase()}</strong>
              <StateBadge
                label={words.opinion[one.opinion] ?? one.opinion}
                tone={
                  one.opinion === "conforme" ? "success" : one.opinion === "reserve" ? "warning" : "error"
                }
              />
            </div>
            <p className="incident-text fr-mb-0" dir="auto">
              {one.text}
            </p>
            <p className="incident-quiet fr-mb-0">
              {one.by.name}, <Moment at={one.at} />
            </p>
          </li>
        ))}
      </ul>
      <Why reason={review.reason} about={words.title} />
    </section>
  );
}
