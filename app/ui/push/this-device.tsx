import { pushPage as words } from "#app/messages/push.ts";
import { type Keys, useDevice } from "./use-device.ts";

type Props = { publicKey: string; onActivated: (keys: Keys) => void };

/** How this device stands, and the one button that has it notified. */
export function ThisDevice({ publicKey, onActivated }: Props) {
  const { state, activate } = useDevice(publicKey);
  const able = state === "off" || state === "failed";
  return (
    <section aria-labelledby="cet-appareil" className="tocsin-item">
      <h2 className="fr-h4 fr-mb-1w" id="cet-appareil">
        {words.thisDevice}
      </h2>
      <p role="status">{words.states[state]}</p>
      <noscript>
        <p>{words.noScript}</p>
      </noscript>
      {able && (
        <button
          type="button"
          className="fr-btn"
          onClick={() => void activate().then((keys) => keys && onActivated(keys))}
        >
          {words.activate}
        </button>
      )}
    </section>
  );
}
