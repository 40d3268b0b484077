import { channelPage as words } from "#app/messages/channel-page.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { TestReport } from "../queries/find-channel.ts";

/** What the last test tried, step by step: a green light alone would not say what it proved. */
export function TestSteps({ test }: { test: TestReport }) {
  return (
    <details className="fr-mb-2w">
      <summary>
        {words.lastTest} <Moment at={test.at} /> : {words.testOutcome(test.ok)}
      </summary>
      <p className="fr-mt-1w fr-mb-1w">{test.said}</p>
      <ol>
        {test.tried.map(({ what, ok }) => (
          <li key={what}>
            {what} : {words.stepOutcome(ok)}
          </li>
        ))}
      </ol>
      <p className="tocsin-quiet">{words.testSendsNothing}</p>
    </details>
  );
}
