import type { ELK, ElkNode } from "elkjs/lib/elk-api.js";

let engine: Promise<ELK> | undefined;

/** Lays a graph out. The library weighs 1.5 MB: it is loaded when a procedure is first drawn, on the server only. */
export async function layOut(graph: ElkNode): Promise<ElkNode> {
  engine ??= import("elkjs/lib/elk.bundled.js").then((loaded) => {
    // A CommonJS module whose own default Node wraps in another.
    const given = loaded.default as unknown as { default?: new () => ELK } & (new () => ELK);
    return new (given.default ?? given)();
  });
  return (await engine).layout(graph);
}
