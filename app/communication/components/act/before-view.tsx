import type { Before } from "../../queries/before-page.ts";
import type { Foreseen } from "../../queries/foreseen.ts";
import { Approved } from "./before-approved.tsx";
import { How } from "./before-how.tsx";
import { Variables } from "./before-variables.tsx";
import { Who } from "./before-who.tsx";

/** What an author reads before sending: who, how, at what cost, approved by whom and by when, what the lock says. */
export function BeforeView({ before, foreseen }: { before: Before; foreseen: Foreseen | null }) {
  return (
    <>
      <Who before={before} />
      <How channels={before.channels} people={before.people} />
      {foreseen && <Approved foreseen={foreseen} before={before} />}
      <Variables before={before} />
    </>
  );
}
