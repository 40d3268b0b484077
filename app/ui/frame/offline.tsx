import { useEffect, useState } from "react";
import { frame } from "#app/messages/frame.ts";
import { formatDateTime } from "../time/format.ts";

/** How often a page that stays open has its device's copies brought up to date. */
const REFRESH_MS = 5 * 60_000;
const CRISIS = /^\/crises\/([A-Z]+-\d{4}-\d+)/;

/**
 * Keeps what must be read when everything is down (public/service-worker.js), and says when a page is such a copy.
 * Needs https, or this very machine; in development there is no worker.
 */
export function Offline({ signedIn }: { signedIn: boolean }) {
  const [copy, setCopy] = useState<string | null>(null);
  useEffect(() => setCopy(document.documentElement.dataset.copie ?? null), []);
  useEffect(() => {
    if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
    const worker = navigator.serviceWorker;
    const refresh = () => worker.controller?.postMessage("tocsin:refresh");
    if (signedIn) void register().catch(() => {});
    refresh();
    const timer = setInterval(refresh, REFRESH_MS);
    window.addEventListener("online", refresh);
    worker.addEventListener("controllerchange", refresh);
    window.addEventListener("click", wholePage, true);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", refresh);
      worker.removeEventListener("controllerchange", refresh);
      window.removeEventListener("click", wholePage, true);
    };
  }, [signedIn]);
  if (copy === null) return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "Europe/Paris";
  return (
    <div role="status" className="tocsin-line tocsin-line--lost">
      {frame.offline.copyOf(formatDateTime(new Date(copy), zone))}{" "}
      <a href={`/hors-ligne.html#${location.pathname.match(CRISIS)?.[1] ?? ""}`}>{frame.offline.library}</a>{" "}
      <button type="button" className="fr-link" onClick={() => location.reload()}>
        {frame.offline.again}
      </button>
    </div>
  );
}

/** The build's version is in the address: a new build installs a new worker. */
const register = () => {
  const version = (window as { __remixManifest?: { version?: string } }).__remixManifest?.version ?? "0";
  return navigator.serviceWorker.register(`/service-worker.js?v=${version}`, { updateViaCache: "none" });
};

/** Without a network a link asks for the whole page, which the worker has; its data alone it has not. */
function wholePage(event: MouseEvent): void {
  if (navigator.onLine && !document.documentElement.dataset.copie) return;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (link instanceof HTMLAnchorElement && link.origin === location.origin) event.stopPropagation();
}
