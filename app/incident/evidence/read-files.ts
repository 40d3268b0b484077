import { z } from "zod";
import type { DossierFile, JournalLine, NoticeRecord, SealFile } from "./contents.ts";

const text = z.string();
/** What verifying relies on; an evidence file comes from outside. */
const dossier = z.looseObject({
  id: z.uuid(),
  ref: text,
  revision: z.int(),
  head: text,
  attachments: z.array(z.looseObject({ file: text, hash: text, name: text })),
});
const line = z.looseObject({ id: text });
const records = z.array(
  z.looseObject({ notice: text, state: text, root: text.nullable(), lines: z.array(line) }),
);
const seals = z.array(
  z.looseObject({ id: z.int(), root: text, previous: text, leaves: z.array(z.tuple([text, z.int(), text])) }),
);

export type EvidenceFiles = {
  dossier: DossierFile;
  lines: JournalLine[];
  records: NoticeRecord[];
  seals: SealFile[];
};

/** @throws Error naming the file that cannot be read. */
export function readFiles(texts: Record<string, string>): EvidenceFiles {
  const parsed = (name: string, schema: z.ZodType): unknown => {
    let value: unknown;
    try {
      value = JSON.parse(texts[name] as string);
    } catch {
      throw new Error(`${name} n'est pas du JSON lisible.`);
    }
    if (!schema.safeParse(value).success) throw new Error(`${name} n'a pas la forme attendue.`);
    return value;
  };
  return {
    dossier: parsed("dossier.json", dossier) as DossierFile,
    records: parsed("deliveries.json", records) as NoticeRecord[],
    seals: parsed("seals.json", seals) as SealFile[],
    lines: (texts["journal.jsonl"] as string).split("\n").filter(Boolean).map(journalLine),
  };
}

/** A line that cannot be read keeps its place, so that the chain names it. */
function journalLine(written: string): JournalLine {
  try {
    const { payload, hash } = JSON.parse(written) as Partial<JournalLine>;
    return { payload: String(payload), hash: String(hash) };
  } catch {
    return { payload: "", hash: "" };
  }
}
