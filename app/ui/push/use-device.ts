import { useEffect, useState } from "react";

/** looking: not known yet; on, off; denied: by the reader; unsupported; failed: the browser's service did not answer. */
export type DeviceState = "looking" | "on" | "off" | "denied" | "unsupported" | "failed";
export type Keys = { endpoint: string; p256dh: string; auth: string };

/**
 * Notifications on this very device.
 * @param publicKey of the console, to which this device answers alone.
 */
export function useDevice(publicKey: string) {
  const [state, setState] = useState<DeviceState>("looking");
  const [endpoint, setEndpoint] = useState<string | null>(null);

  useEffect(() => {
    let gone = false;
    look().then(
      (found) => {
        if (gone) return;
        setState(found.state);
        setEndpoint(found.endpoint);
      },
      () => !gone && setState("unsupported"),
    );
    return () => {
      gone = true;
    };
  }, []);

  return {
    state,
    endpoint,
    /** Asks the reader, then the browser's push service. @returns what reaches this device, or null. */
    async activate(): Promise<Keys | null> {
      const permission = await Notification.requestPermission();
      if (permission !== "granted") {
        setState(permission === "denied" ? "denied" : "off");
        return null;
      }
      try {
        const { pushManager } = await navigator.serviceWorker.ready;
        const key = bytes(publicKey);
        const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
        const { endpoint: at, keys } = made.toJSON();
        setEndpoint(at ?? null);
        setState("on");
        return { endpoint: at ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" };
      } catch {
        setState("failed");
        return null;
      }
    },
  };
}

async function look(): Promise<{ state: DeviceState; endpoint: string | null }> {
  const none = { endpoint: null };
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window))
    return { state: "unsupported", ...none };
  if (Notification.permission === "denied") return { state: "denied", ...none };
  const worker = await navigator.serviceWorker.getRegistration();
  const made = await worker?.pushManager.getSubscription();
  return made ? { state: "on", endpoint: made.endpoint } : { state: "off", ...none };
}

/** Base64url to bytes, as the browser takes a key. */
function bytes(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
