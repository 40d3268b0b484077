import { prepare as words } from "#app/messages/communication-new.ts";

export type AttachedFile = { hash: string; name: string; size: number };

/** Files already kept with the message: each can be taken out as the draft is saved. */
export function Attached({
  files,
  removed,
}: {
  files: readonly AttachedFile[];
  removed: string | undefined;
}) {
  if (files.length === 0) return null;
  return (
    <fieldset className="fr-fieldset message-files" aria-labelledby="pieces-gardees">
      <legend id="pieces-gardees" className="fr-fieldset__legend fr-text--bold">
        {words.field.kept}
      </legend>
      {files.map(({ hash, name, size }) => (
        <div key={hash} className="fr-fieldset__element message-file">
          <span dir="auto">
            {name} <span className="incident-quiet">({words.field.size(size)})</span>
          </span>
          <div className="fr-checkbox-group fr-checkbox-group--sm">
            <input
              type="checkbox"
              id={`removed-${hash}`}
              name="removed"
              value={hash}
              defaultChecked={removed?.split(" ").includes(hash)}
            />
            <label className="fr-label" htmlFor={`removed-${hash}`}>
              {words.field.remove}
              <span className="fr-sr-only"> {name}</span>
            </label>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
