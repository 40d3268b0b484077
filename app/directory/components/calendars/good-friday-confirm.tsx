import { calendars } from "#app/messages/calendars.ts";
import { Confirm, Consequences } from "#app/ui/confirm.tsx";
import { paths } from "#app/ui/paths.ts";
import type { Commune } from "../../calendars/good-friday.ts";

const { friday: words } = calendars;

/** What recording a commune's Good Friday will change, before it does. */
export function GoodFridayConfirm({
  commune,
  off,
  reason,
}: {
  commune: Commune;
  off: boolean;
  reason: string;
}) {
  return (
    <>
      <h1>{words.title}</h1>
      <Consequences
        lines={words.consequences(commune.commune, off, commune.schools).map((text) => ({ text }))}
      />
      <Confirm
        label={words.confirm(commune.commune)}
        cancel={`${paths.directory}/calendriers#vendredi-saint`}
        fields={{
          intent: "confirm",
          commune: commune.insee,
          off: String(off),
          reason,
          saw: commune.choice === null ? "" : String(commune.choice),
        }}
      />
    </>
  );
}
