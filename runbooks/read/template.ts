import type { List, Paragraph } from "mdast";
import type { Path } from "#conventions/problem.ts";
import type { Desk } from "./desk.ts";
import { readFields, splitList } from "./fields.ts";
import { endOf, itemsOf, lineOf, type Section, startOf } from "./markdown.ts";
import { readKeyedTitle } from "./titles.ts";
import { plain, profileOf, profileWords } from "./words.ts";

/** Reads one `## Message \`clé\` Titre`: for whom, by which channels, its subject, its text as it was typed. */
export function readTemplate(desk: Desk, section: Section, path: Path): Record<string, unknown> {
  const line = lineOf(section.heading);
  const title = readKeyedTitle(desk, section.heading, path, "message", "Message");
  const where = title.key ? `message « ${title.key} »` : "message";
  desk.places.note(path, line, where);
  desk.places.note([...path, "key"], line, where);
  const template: Record<string, unknown> = { ...title };

  const [first, second] = section.content;
  const list = first?.type === "list" ? first : undefined;
  const fields = readFields(desk, list ? itemsOf(list as List, desk.text) : [], {
    path,
    where,
    known: ["Pour", "Canaux"],
  });
  const of = (name: string) => fields.find((one) => one.name === name);
  for (const [name, key] of [
    ["Pour", "audience"],
    ["Canaux", "channels"],
  ] as const) {
    const field = of(name);
    if (field) desk.places.note([...path, key], field.line, `${where}, ${name}`);
    else
      desk.refuse([...path, key], line, where, {
        what: `il manque « ${name} »`,
        expected: "« - Pour : … » puis « - Canaux : … » sous le titre",
      });
  }
  Object.assign(template, readAudience(desk, of("Pour"), path, where));
  template.channels = splitList(of("Canaux")?.value ?? "");

  const subject = list ? second : first;
  Object.assign(
    template,
    readText(desk, section, subject?.type === "paragraph" ? subject : undefined, path, where),
  );
  for (const node of section.content)
    if (node.type === "heading")
      desk.complain(
        lineOf(node),
        where,
        "on trouve un titre dans le texte",
        "un texte sans titre, ou « ## Message `clé` Titre »",
      );
  return template;
}

function readAudience(
  desk: Desk,
  field: { value: string; line: number } | undefined,
  path: Path,
  where: string,
) {
  if (!field) return {};
  const listed = splitList(field.value);
  if (listed.some((word) => plain(word) === "professionnels")) {
    if (listed.length === 1) return { audience: "professional" };
  } else if (listed.every((word) => profileOf(word)))
    return { audience: "community", profiles: listed.map(profileOf) };
  desk.refuse([...path, "audience"], field.line, `${where}, Pour`, {
    what: `on trouve « ${field.value.slice(0, 80)} »`,
    expected: profileWords,
  });
  return {};
}

function readText(desk: Desk, section: Section, subject: Paragraph | undefined, path: Path, where: string) {
  const typed = subject ? desk.text.slice(startOf(subject), endOf(subject)) : "";
  const [, value] = /^Objet\s*:\s*(.+)/i.exec(typed) ?? [];
  if (!subject || value === undefined) {
    desk.refuse([...path, "subject"], lineOf(section.heading), where, {
      what: "il manque l’objet",
      expected: "« Objet : … » après les canaux, puis le texte",
    });
    desk.places.tell([...path, "body"]);
    return {};
  }
  desk.places.note([...path, "subject"], lineOf(subject), `${where}, Objet`);
  const [firstLine = ""] = typed.split("\n");
  const rest = desk.text.slice(startOf(subject) + firstLine.length, section.end);
  const body = rest.trim();
  const blank = rest.slice(0, rest.indexOf(body)).split("\n").length - 1;
  for (const rank of body.split("\n").keys())
    desk.places.note([...path, "body", rank], lineOf(subject) + blank + rank, `${where}, texte`);
  desk.places.note([...path, "body"], lineOf(subject) + blank, `${where}, texte`);
  return { subject: value.trim(), body };
}
