import type { List, RootContent } from "mdast";
import { readAction } from "./action.ts";
import type { Desk } from "./desk.ts";
import { cut, htmlIn, itemsOf, lineOf, parseMarkdown, type Section, words } from "./markdown.ts";
import { readTemplate } from "./template.ts";
import { readKeyedItem, readKeyedTitle } from "./titles.ts";
import { plain } from "./words.ts";

const sectionWords =
  "« Déclencheurs », « Critères d’activation », « Critères de sortie », « Phase `clé` Titre » ou « Message `clé` Titre »";

type Body = Record<"triggers" | "activation" | "exit" | "phases" | "templates", unknown[]>;

/** Reads everything under the front matter. `title` is that of the front matter, which the first heading repeats. */
export function readBody(desk: Desk, text: string, title: unknown): Body {
  const root = parseMarkdown(text);
  for (const node of htmlIn(root).slice(0, 20))
    desk.complain(
      lineOf(node),
      "le texte",
      "on trouve du HTML",
      "du texte sans HTML (le signe « < » s’écrit en mots)",
    );
  const { before, sections } = cut(root.children, 2, text.length);
  readTitle(desk, before, title);
  const body: Body = { triggers: [], activation: [], exit: [], phases: [], templates: [] };
  const seen = new Set<string>();
  for (const section of sections) {
    const name = words(section.heading) || "section sans titre";
    const [first = ""] = name.split(" ");
    const bare = plain(name);
    if (plain(first) === "phase") body.phases.push(readPhase(desk, section, body.phases.length));
    else if (plain(first) === "message")
      body.templates.push(readTemplate(desk, section, ["templates", body.templates.length]));
    else {
      const list = {
        declencheurs: "triggers",
        criteresdactivation: "activation",
        criteresdesortie: "exit",
      } as const;
      const key = list[bare as keyof typeof list];
      if (!key || seen.has(key))
        desk.complain(
          lineOf(section.heading),
          name,
          key ? "la section est écrite deux fois" : "cette section n’existe pas",
          sectionWords,
        );
      else body[key] = readList(desk, section, key, name);
      if (key) seen.add(key);
    }
  }
  const missing = (key: keyof Body, what: string) =>
    desk.refuse([key], 1, "le fichier", { what: `il manque ${what}`, expected: sectionWords });
  for (const [key, name] of [
    ["triggers", "Déclencheurs"],
    ["activation", "Critères d’activation"],
    ["exit", "Critères de sortie"],
  ] as const)
    if (!seen.has(key)) missing(key, `la section « ${name} »`);
  if (body.phases.length === 0) missing("phases", "une phase et ses étapes");
  return body;
}

function readTitle(desk: Desk, before: RootContent[], title: unknown): void {
  for (const [rank, node] of before.entries()) {
    const isTitle = rank === 0 && node.type === "heading" && node.depth === 1;
    if (!isTitle)
      desk.complain(
        lineOf(node),
        "le début du fichier",
        "on trouve du texte hors d’une section",
        `le titre, puis ${sectionWords}`,
      );
    else if (typeof title === "string" && words(node) !== words({ type: "text", value: title }))
      desk.complain(
        lineOf(node),
        "titre",
        `on trouve « ${words(node).slice(0, 80)} »`,
        `le titre de l’en-tête, « ${title.slice(0, 120)} »`,
      );
  }
}

function readList(
  desk: Desk,
  section: Section,
  key: "triggers" | "activation" | "exit",
  where: string,
): unknown[] {
  desk.places.note([key], lineOf(section.heading), where);
  for (const node of section.content)
    if (node.type !== "list")
      desk.complain(lineOf(node), where, "on trouve autre chose qu’une liste", "une liste à puces");
  const lists = section.content.filter((node): node is List => node.type === "list");
  return lists
    .flatMap((list) => itemsOf(list, desk.text))
    .map((item, rank) => {
      const path = [key, rank];
      if (!item.alone)
        desk.complain(item.line, where, "on trouve plusieurs blocs dans une puce", "une seule ligne");
      if (key !== "triggers") return readKeyedItem(desk, item, path, where);
      desk.places.note(path, item.line, where);
      return item.words;
    });
}

function readPhase(desk: Desk, section: Section, rank: number): Record<string, unknown> {
  const path = ["phases", rank];
  const title = readKeyedTitle(desk, section.heading, path, "phase", "Phase");
  const where = title.key ? `phase « ${title.key} »` : "phase";
  desk.places.note(path, lineOf(section.heading), where);
  const { before, sections } = cut(section.content, 3, section.end);
  for (const node of before)
    if (node.type !== "html")
      desk.complain(lineOf(node), where, "on trouve du texte avant la première étape", "« ### `clé` Titre »");
  const actions = sections.map((one, at) => readAction(desk, one, [...path, "actions", at]));
  return { ...title, actions };
}
