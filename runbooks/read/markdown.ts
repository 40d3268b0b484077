import type { Heading, List, Nodes, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as textOf } from "mdast-util-to-string";

/** What a runbook has no use for, and what costs a parser most when it is hostile. Left as plain text. */
const unused = [
  "setextUnderline",
  "codeIndented",
  "blockQuote",
  "definition",
  "autolink",
  "labelStartLink",
  "labelStartImage",
];

/** @throws RangeError when the nesting exhausts the stack. */
export const parseMarkdown = (text: string): Root =>
  fromMarkdown(text, { extensions: [{ disable: { null: unused } }] });

export const lineOf = (node: Nodes) => node.position?.start.line ?? 1;
export const startOf = (node: Nodes) => node.position?.start.offset ?? 0;
export const endOf = (node: Nodes) => node.position?.end.offset ?? 0;

/** The words of a node on one line, without emphasis nor backticks. */
export const words = (node: Nodes) => textOf(node).replace(/\s+/g, " ").trim();
/** The same as its author typed them, backticks included. */
export const typed = (node: Nodes, text: string) =>
  text.slice(startOf(node), endOf(node)).replace(/\s+/g, " ").trim();

export type Section = { heading: Heading; content: RootContent[]; end: number };

/** Cuts at the headings of one depth; what stands before the first one comes apart. */
export function cut(
  nodes: RootContent[],
  depth: number,
  end: number,
): { before: RootContent[]; sections: Section[] } {
  const before: RootContent[] = [];
  const sections: Section[] = [];
  for (const node of nodes) {
    if (node.type === "heading" && node.depth === depth) {
      const last = sections.at(-1);
      if (last) last.end = startOf(node);
      sections.push({ heading: node, content: [], end });
    } else (sections.at(-1)?.content ?? before).push(node);
  }
  return { before, sections };
}

/** The pieces of HTML, at any depth. */
export function htmlIn(node: Nodes): Nodes[] {
  if (node.type === "html") return [node];
  return "children" in node ? node.children.flatMap((child) => htmlIn(child)) : [];
}

export type Item = { line: number; words: string; typed: string; alone: boolean };

/** The items of a list, each meant to be one line of text: `alone` is false when something is nested in it. */
export const itemsOf = (list: List, text: string): Item[] =>
  list.children.map((item) => {
    const [first, ...rest] = item.children;
    if (!first) return { line: lineOf(item), words: "", typed: "", alone: true };
    return {
      line: lineOf(item),
      words: words(first),
      typed: typed(first, text),
      alone: rest.length === 0 && first.type === "paragraph",
    };
  });
