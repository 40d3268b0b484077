import { messagePage } from "#app/messages/communication-page.ts";
import type { WayStep } from "../../queries/page-way.ts";

const { way: words } = messagePage;
const details: Partial<Record<WayStep["key"], string>> = {
  t1: words.t1Detail,
  t2: words.t2Detail,
  review: words.reviewDetail,
};

/** The process as a line: what is done, where it is, what is to come; each said in words too. */
export function Way({ steps }: { steps: readonly WayStep[] }) {
  return (
    <ol className="message-way" aria-label={words.title}>
      {steps.map(({ key, state }) => (
        <li
          key={key}
          className={state === "todo" ? undefined : `message-way__${state}`}
          aria-current={state === "now" ? "step" : undefined}
        >
          {words[key]}
          <span>
            {details[key] && `${details[key]} · `}
            {words[state]}
          </span>
        </li>
      ))}
    </ol>
  );
}
