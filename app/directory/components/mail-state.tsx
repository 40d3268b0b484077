import { directory } from "#app/messages/directory-pages.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";

const { mail: words } = directory;

/** Whether an address can be trusted; one that can needs no badge. */
export function MailBadge({ state }: { state: string }) {
  if (state === "derived") return <StateBadge label={words.derived} tone="warning" />;
  if (state === "invalid") return <StateBadge label={words.invalid} tone="error" />;
  return null;
}

/** An address that writes when pressed, with its state in words. */
export function Mailbox({
  mail,
  state,
  help = false,
}: {
  mail: string | null;
  state: string;
  help?: boolean;
}) {
  if (!mail) return <span className="tocsin-quiet">{words.none}</span>;
  const text = state === "derived" ? words.derivedHelp : state === "invalid" ? words.invalidHelp : null;
  return (
    <>
      {state === "invalid" ? mail : <a href={`mailto:${mail}`}>{mail}</a>} <MailBadge state={state} />
      {help && text && <p className="tocsin-quiet fr-mb-0">{text}</p>}
    </>
  );
}
