/** What a call tells of: an entry of the journal, or a trial. No name of a person, no text that somebody wrote but the title. */
export type Told = {
  id: string;
  type: string;
  at: Date;
  seq: number | null;
  dispositif: string;
  dossier: { id: string; ref: string; kind: string; state: string; title: string; path: string } | null;
};

/** The body of a call, always the same text for the same call: `id` tells the receiver what it has seen already. */
export const payloadOf = ({ id, type, at, seq, dispositif, dossier }: Told, publicUrl: string): string =>
  JSON.stringify({
    id,
    type,
    at: at.toISOString(),
    dispositif,
    ...(dossier && {
      seq,
      dossier: {
        id: dossier.id,
        ref: dossier.ref,
        kind: dossier.kind,
        state: dossier.state,
        title: dossier.title,
        url: publicUrl + dossier.path,
      },
    }),
  });

const folders: Record<string, string> = {
  incident: "incidents",
  crisis: "crises",
  communication: "messages",
};
/** Where a dossier is read in the console. */
export const dossierPath = (kind: string, ref: string): string =>
  folders[kind] ? `/${folders[kind]}/${encodeURIComponent(ref)}` : "/";
