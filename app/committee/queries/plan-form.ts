import { randomUUID } from "node:crypto";
import { planWords as words } from "#app/messages/committee.ts";
import { dossierPath, paths } from "#app/ui/paths.ts";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";
import type { Waiting } from "./waiting.ts";

export type PlanValues = Record<string, string>;
type Errors = { path: string; message: string }[];
const HOUR = 3_600_000;
const LONGEST_TITLE = 300;

/** A point of an agenda, from what waits: its dossier, why it is there, and the page to read before. */
export function itemOf(one: Waiting) {
  const { ref, machine, id } = one.dossier;
  const link = machine === "runbook" ? paths.procedures : dossierPath({ kind: machine, ref });
  return {
    key: one.kind === "retex-action" && one.part ? one.part : randomUUID(),
    kind: one.kind,
    title: one.title.slice(0, LONGEST_TITLE),
    // Several actions of one crisis are several points, each known by its own key.
    ...(!one.exercise && { dossier: id }),
    cause: { ...one.cause, text: one.cause.text.slice(0, 600) },
    papers: [{ title: ref, link }],
  };
}
export const otherItem = (title: string) => ({
  ...{ key: randomUUID(), kind: "other" as const, title: title.slice(0, LONGEST_TITLE), papers: [] },
});

/**
 * What the form of a meeting asks to be planned.
 * @param zone where the instance is: hours are typed there.
 * @returns the command's input, or what is wrong.
 */
export function planOf(values: PlanValues, waiting: Waiting[], zone: string, now: Date) {
  const written = values.forme === "written";
  const at = written ? now : values.debut ? parsePlanned(values.debut, now, zone) : null;
  const errors: Errors = at ? [] : [{ path: "debut", message: words.atWrong }];
  const hours = [1, 2, 3, 4].find((n) => String(n) === values.duree) ?? 2;
  const picked = (values.points ?? "").split(" ");
  const others = (values.autres ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  const items = [
    ...waiting.filter(({ key }) => picked.includes(key)).map(itemOf),
    ...others.slice(0, 30).map(otherItem),
  ];
  if (!at || errors.length > 0) return { errors };
  return {
    errors,
    input: {
      kind: written ? "written" : "sitting",
      at: at.toISOString(),
      endsAt: new Date(at.getTime() + hours * HOUR).toISOString(),
      ...(values.supplementaire === "oui" && { extra: { agreed: (values.accords ?? "").split(" ").filter(Boolean) } }),
      ...(values.lieu && { place: values.lieu }),
      ...(values.lien && { link: values.lien }),
      items,
    },
  };
} // biome-ignore format: same
