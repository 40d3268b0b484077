import { prepare as words } from "#app/messages/communication-new.ts";

export type AttachedFile = { hash: string; name: string; size: number };

/** Files already kept with the message. */
export function Attached({ files }: { files: readonly AttachedFile[] }) {
  if (files.length === 0) return null;
  return (
    <>
      <p className="fr-text--bold fr-mb-1v">{words.field.kept}</p>
      <ul>
        {files.map(({ hash, name, size }) => (
          <li key={hash}>
            {name} ({words.field.size(size)})
          </li>
        ))}
      </ul>
    </>
  );
}
