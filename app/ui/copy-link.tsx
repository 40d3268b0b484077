import { useEffect, useState } from "react";
import { ui } from "#app/messages/ui.ts";

/** Copies the address of this page, or of one place in it; absent without JavaScript, where the bar has it. */
export function CopyLink({ to }: { to?: string }) {
  const [state, setState] = useState<"absent" | "ready" | "copied">("absent");
  // Only secure contexts have a clipboard: a console on plain http shows no button that would fail.
  useEffect(() => setState(navigator.clipboard ? "ready" : "absent"), []);
  if (state === "absent") return null;
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(to ?? location.href, location.href).href);
    setState("copied");
    setTimeout(() => setState("ready"), 3_000);
  };
  const icon = state === "copied" ? "fr-icon-check-line" : "fr-icon-link";
  return (
    <button
      type="button"
      onClick={() => void copy()}
      className={`fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-btn--icon-left ${icon}`}
    >
      <span role="status">{state === "copied" ? ui.copied : ui.copyLink}</span>
    </button>
  );
}
