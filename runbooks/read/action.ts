import type { List } from "mdast";
import type { Path } from "#conventions/problem.ts";
import type { Desk } from "./desk.ts";
import { type Field, readFields, splitList } from "./fields.ts";
import { itemsOf, lineOf, type Section } from "./markdown.ts";
import { readKeyedTitle } from "./titles.ts";
import { readAct, readConditions, readDelay, readRule, readWho, type Value } from "./values.ts";

const common = ["Après", "Si", "Délai", "Règle"];
const ofStep = ["Qui", ...common, "Preuve", "Action"];
const ofDecision = ["Décide", ...common, "Choix"];

/** Reads one `### \`clé\` Titre` of a phase: a step when someone acts, a decision when someone decides. */
export function readAction(desk: Desk, section: Section, path: Path): Record<string, unknown> {
  const line = lineOf(section.heading);
  const title = readKeyedTitle(desk, section.heading, path, "étape");
  const name = (kind: string) => (title.key ? `${kind} « ${title.key} »` : kind);
  const [lists, numbered] = listsOf(desk, section, name("étape"));
  const raw = lists.flatMap((list) => itemsOf(list, desk.text));
  const isDecision = raw.some(({ words }) => /^(décide|choix)\s*:/i.test(words));
  const where = name(isDecision ? "décision" : "étape");
  desk.places.note(path, line, where);
  desk.places.note([...path, "key"], line, where);
  const fields = readFields(desk, raw, {
    path,
    where,
    known: isDecision ? ofDecision : ofStep,
    many: ["Choix"],
  });

  const action: Record<string, unknown> = { kind: isDecision ? "decision" : "step", ...title };
  const take = <T>(field: Field | undefined, at: string, read: (text: string) => Value<T>): T | undefined => {
    if (!field) return undefined;
    const value = read(field.value);
    if ("value" in value) {
      desk.places.note([...path, at], field.line, `${where}, ${field.name}`);
      return value.value;
    }
    desk.refuse([...path, at], field.line, `${where}, ${field.name}`, value);
    return undefined;
  };
  const of = (field: string) => fields.find((one) => one.name === field);

  const who = of(isDecision ? "Décide" : "Qui");
  Object.assign(
    action,
    take(who, "who", (text) => readWho(text, isDecision)),
  );
  if (who) desk.places.note([...path, "party"], who.line, `${where}, ${who.name}`);
  // « Qui » gives two keys of the schema: a word that is wrong or missing is told once.
  if (!("party" in action)) desk.places.tell([...path, "party"]);
  if (!who) {
    const expected = isDecision ? "« Décide : rôle (partie) »" : "« Qui : qui (partie) »";
    desk.refuse([...path, "who"], line, where, {
      what: `il manque « ${isDecision ? "Décide" : "Qui"} »`,
      expected,
    });
  }
  const after = of("Après");
  if (after) action.after = take(after, "after", (text) => ({ value: splitList(text) }));
  action.when = take(of("Si"), "when", readConditions);
  Object.assign(action, take(of("Délai"), "within", readDelay));
  Object.assign(action, take(of("Règle"), "rule", readRule));
  action.proof = take(of("Preuve"), "proof", (value) => ({ value }));
  action.act = take(of("Action"), "act", readAct);
  if (isDecision) action.options = readOptions(desk, fields, [...path, "options"], where, line);
  action.instructions = numbered
    .flatMap((list) => itemsOf(list, desk.text))
    .map(({ words, line: at, alone }, rank) => {
      const here = [...path, "instructions", rank];
      desk.places.note(here, at, `${where}, consigne ${rank + 1}`);
      if (!alone)
        desk.complain(
          at,
          `${where}, consigne ${rank + 1}`,
          "on trouve plusieurs blocs",
          "un seul paragraphe",
        );
      return words;
    });
  return JSON.parse(JSON.stringify(action)) as Record<string, unknown>;
}

function listsOf(desk: Desk, section: Section, where: string): [List[], List[]] {
  const lists = section.content.filter((node): node is List => node.type === "list");
  for (const node of section.content)
    if (node.type !== "list" && node.type !== "html")
      desk.complain(
        lineOf(node),
        where,
        "on trouve du texte hors d’une liste",
        "une liste « Champ : valeur », puis des consignes numérotées",
      );
  return [lists.filter((list) => !list.ordered), lists.filter((list) => list.ordered)];
}

const optionPattern = /^`([^`]*)`\s*(.+?)(?:\s*(?:→|->)\s*(.+))?$/;

function readOptions(desk: Desk, fields: Field[], path: Path, where: string, line: number) {
  const choices = fields.filter(({ name }) => name === "Choix");
  desk.places.note(path, choices[0]?.line ?? line, `${where}, Choix`);
  return choices.map((field, rank) => {
    const here = [...path, rank];
    const [, key, label, act] = optionPattern.exec(field.typed) ?? [];
    desk.places.note(here, field.line, `${where}, Choix`);
    if (key === undefined || !label) {
      desk.refuse(here, field.line, `${where}, Choix`, {
        what: `on trouve « ${field.value.slice(0, 80)} »`,
        expected: "« `clé` Libellé », suivi ou non de « → action »",
      });
      return {};
    }
    const read = act === undefined ? undefined : readAct(act);
    if (read && !("value" in read))
      desk.refuse([...here, "act"], field.line, `${where}, Choix « ${key} »`, read);
    return { key, label, act: read && "value" in read ? read.value : undefined };
  });
}
