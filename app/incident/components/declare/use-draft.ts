import { type RefObject, useEffect, useState } from "react";

const DAY_MS = 86_400_000;
const SAVE_MS = 250;
const nameOf = (person: string) => `tocsin-brouillon-${person}`;
type Draft = { at: number; fields: Record<string, string> };

/**
 * Keeps on this device what is typed, so that neither a lost connection nor a closed tab loses it; forgotten after
 * a day, since phones are lent.
 * @param person whose draft it is.
 * @param fresh whether the form came empty from the server: only then is the draft put back.
 */
export function useDraft(form: RefObject<HTMLFormElement>, person: string, fresh: boolean) {
  const [restored, setRestored] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form appears.
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const draft = read(person);
    // On a slow network people type before this script arrives: what is there is newer than any draft.
    const typed = touched(element);
    if (fresh && draft && !typed) setRestored(fill(element, draft.fields));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(timer);
      timer = setTimeout(() => write(person, element), SAVE_MS);
    };
    element.addEventListener("input", save);
    if (!fresh || typed) write(person, element);
    return () => {
      clearTimeout(timer);
      element.removeEventListener("input", save);
    };
  }, []);
  return {
    restored,
    forget() {
      forgetDraft(person);
      form.current?.reset();
      setRestored(false);
    },
  };
}

/** Once it is sent. */
export function forgetDraft(person: string) {
  try {
    localStorage.removeItem(nameOf(person));
  } catch {
    // Storage refused by the browser: there was no draft.
  }
}

function read(person: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(nameOf(person)) ?? "null") as Draft | null;
    return draft && Date.now() - draft.at < DAY_MS ? draft : null;
  } catch {
    return null;
  }
}

function write(person: string, form: HTMLFormElement) {
  const fields = Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value)]));
  try {
    localStorage.setItem(nameOf(person), JSON.stringify({ at: Date.now(), fields } satisfies Draft));
  } catch {
    // Full or refused: the form itself still holds what was typed.
  }
}

const touched = (form: HTMLFormElement) =>
  [...form.elements].some((element) =>
    element instanceof HTMLInputElement && element.type === "radio"
      ? element.checked !== element.defaultChecked
      : (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) &&
        element.value !== element.defaultValue,
  );

/** @returns whether anything that was typed came back. */
function fill(form: HTMLFormElement, fields: Record<string, string>): boolean {
  let filled = false;
  for (const element of form.elements) {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) continue;
    const value = fields[element.name];
    if (value === undefined) continue;
    if (element instanceof HTMLInputElement && element.type === "radio") {
      element.checked = element.value === value;
      filled ||= element.checked && !element.defaultChecked;
    } else if (element.value !== value) {
      element.value = value;
      filled ||= element.type !== "hidden" && value !== "";
    }
  }
  return filled;
}
