import { createModal } from "@codegouvfr/react-dsfr/Modal";
import { useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { frame } from "#app/messages/frame.ts";
import { paths } from "../paths.ts";
import { Keys } from "./keys.tsx";

const modal = createModal({ id: "raccourcis", isOpenedByDefault: false });
/** Opens the list from a button. */
export const shortcutsButton = modal.buttonProps;

const STORED = "tocsin-raccourcis";
const enabled = () => localStorage.getItem(STORED) !== "non";

/** Keyboard shortcuts and their list; one press turns them off, as WCAG 2.1.4 asks of single keys. */
export function Shortcuts() {
  const navigate = useNavigate();
  const [on, setOn] = useState(true);
  useEffect(() => {
    setOn(enabled());
    const actions: Record<string, () => void> = {
      "?": modal.open,
      "/": () => document.querySelector<HTMLInputElement>("[data-search]")?.focus(),
      d: () => navigate(paths.declare),
      a: () => navigate(paths.home),
      i: () => navigate(paths.incidents),
    };
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest(
        "input, textarea, select, [contenteditable], dialog[open]",
      );
      if (typing || event.ctrlKey || event.metaKey || event.altKey || !enabled()) return;
      const act = actions[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate]);

  return (
    <modal.Component title={frame.shortcuts.title} size="small">
      <Keys keys={frame.shortcuts.keys} />
      <div className="fr-checkbox-group fr-checkbox-group--sm">
        <input
          type="checkbox"
          id="raccourcis-actifs"
          checked={on}
          onChange={(event) => {
            setOn(event.target.checked);
            localStorage.setItem(STORED, event.target.checked ? "oui" : "non");
          }}
        />
        <label className="fr-label" htmlFor="raccourcis-actifs">
          {frame.shortcuts.enabled}
        </label>
      </div>
    </modal.Component>
  );
}
