// What stays readable when everything is down: the shell of the console, the crises' pages last visited, and for each
// crisis of the reader its procedure, contacts and last state. Its address bears the build's version (?v=…), so that a
// new build installs a new worker. It sends nothing and keeps nothing but answers of this very site.
const VERSION = new URL(self.location.href).searchParams.get("v") ?? "0";
const SHELL = `tocsin-shell-${VERSION}`;
const PAGES = `tocsin-pages-${VERSION}`;
/** Not of a version: words only, that any later console can show. */
const DATA = "tocsin-data";
const LIST = "/crises/hors-ligne.json";
const OFFLINE_PAGE = "/hors-ligne.html";
const SHELL_FILES = [OFFLINE_PAGE, "/hors-ligne.js", "/hors-ligne.css", "/favicon.svg"];

/** Pages of a crisis that are kept when visited; forms are not, they would promise what they cannot do. */
const KEPT_PAGE =
  /^\/crises\/[A-Z]+-\d{4}-\d+(\/(procedure|rejeu|retex|points\/\d+(\.pdf)?|classeur\.pdf))?$/;
const KEPT_DATA = /^\/crises\/[A-Z]+-\d{4}-\d+\/hors-ligne\.json$/;
const MOST_PAGES = 40;
const PATIENCE_MS = 8_000;
const FRESH_MS = 10 * 60_000;
const THROTTLE_MS = 5_000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(SHELL_FILES.map((file) => new Request(file, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => ![SHELL, PAGES, DATA].includes(name)).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && /^\/deconnexion(\.data)?$/.test(url.pathname)) {
    event.waitUntil(forget());
    return;
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/assets/") || url.pathname.startsWith("/dsfr/"))
    event.respondWith(fromShell(request));
  else if (SHELL_FILES.includes(url.pathname)) event.respondWith(fromShell(request));
  else if (KEPT_DATA.test(url.pathname)) event.respondWith(data(request, url));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

self.addEventListener("message", (event) => {
  if (event.data === "tocsin:refresh") event.waitUntil(refresh());
});

// A notification of an alert (app/platform/push): a title, a reference, and the page that it opens.
self.addEventListener("push", (event) => event.waitUntil(notify(event.data)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path));
});

async function notify(data) {
  // A browser that shows nothing for a push loses the right to get any: what cannot be read is shown all the same.
  let push = {};
  try {
    push = data.json();
  } catch {}
  const options = {
    body: push.body ?? "",
    tag: push.tag ?? "tocsin",
    renotify: true,
    requireInteraction: true,
  };
  await self.registration.showNotification(push.title ?? "Tocsin", {
    ...options,
    lang: "fr",
    icon: "/favicon.svg",
    data: { path: push.path },
  });
}

async function open(path) {
  // Only pages of this site, whoever wrote the message.
  const url = new URL(typeof path === "string" && path.startsWith("/") ? path : "/", self.location.origin);
  if (url.origin !== self.location.origin) return;
  for (const client of await self.clients.matchAll({ type: "window", includeUncontrolled: true }))
    if (new URL(client.url).pathname === url.pathname) return client.focus();
  return self.clients.openWindow(url.href);
}

/** Files whose address bears their version never change. */
async function fromShell(request) {
  const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

async function data(request, url) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(DATA)).put(url.pathname, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(url.pathname);
    if (kept) return kept;
    throw error;
  }
}

/** The network first; a crisis's page falls back to its copy, any other to the page that says what is kept. */
async function page(event, url) {
  const known = KEPT_PAGE.test(url.pathname);
  const copy = known ? await (await caches.open(PAGES)).match(url.pathname) : undefined;
  try {
    const answer = await (copy ? inTime(fetch(event.request)) : fetch(event.request));
    // What a proxy answers while the console is down.
    if (copy && [502, 503, 504].includes(answer.status)) return marked(copy);
    if (known && answer.ok && !answer.redirected) event.waitUntil(keep(url.pathname, answer.clone()));
    return answer;
  } catch {
    return copy ? marked(copy) : ((await caches.match(OFFLINE_PAGE)) ?? Response.error());
  }
}

const inTime = (asked) =>
  Promise.race([asked, new Promise((_, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE_MS))]);

/** Keeps a page with what it is made of; the oldest leave. */
async function keep(path, answer) {
  const headers = new Headers(answer.headers);
  headers.set("x-tocsin-kept", new Date().toISOString());
  const body = await answer.blob();
  const cache = await caches.open(PAGES);
  await cache.delete(path);
  await cache.put(path, new Response(body, { status: 200, headers }));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map((key) => cache.delete(key)));
  if (!headers.get("content-type")?.startsWith("text/html")) return;
  const files = new Set((await body.text()).match(/\/(?:assets|dsfr)\/[\w./-]+\.(?:js|css|woff2|svg)/g));
  await Promise.all([...files].map((file) => fromShell(new Request(file)).catch(() => {})));
}

/** The copy says when it was made: the page shows it (app/ui/frame/offline.tsx). */
async function marked(copy) {
  const date = copy.headers.get("x-tocsin-kept") ?? "";
  if (!copy.headers.get("content-type")?.startsWith("text/html")) return copy;
  const text = (await copy.text()).replace("<html ", `<html data-copie="${date}" `);
  return new Response(text, { headers: copy.headers });
}

/** Nothing of anybody's crises stays. */
async function forget() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => /^tocsin-(data|pages)/.test(name)).map((name) => caches.delete(name)),
  );
}

let turn = null;
let refreshed = 0;
/** One turn at a time, none sooner than some seconds after the one before; whoever asks meanwhile shares the next. */
function refresh() {
  const wait = Math.max(0, refreshed + THROTTLE_MS - Date.now());
  turn ??= new Promise((go) => setTimeout(go, wait)).then(bringUpToDate).finally(() => {
    turn = null;
  });
  return turn;
}

/** Brings the copies of the reader's crises up to date, and drops those that are no longer theirs. */
async function bringUpToDate() {
  refreshed = Date.now();
  const answer = await fetch(LIST, { redirect: "error" }).catch(() => null);
  if (!answer) return;
  if (answer.status === 401) {
    // Ended on purpose, here or from elsewhere; twelve hours passing empties no device.
    if ((await answer.json().catch(() => ({}))).forget) await forget();
    return;
  }
  if (!answer.ok) return;
  const { person, crises } = await answer.clone().json();
  const before = await kept(LIST);
  if (before && before.person !== person) await forget();
  const cache = await caches.open(DATA);
  await cache.put(LIST, answer);
  const wanted = new Map(crises.map((one) => [`/crises/${one.ref}/hors-ligne.json`, one.revision]));
  for (const key of await cache.keys()) {
    const { pathname } = new URL(key.url);
    if (pathname !== LIST && !wanted.has(pathname)) await cache.delete(key);
  }
  for (const [path, revision] of wanted) {
    const old = await kept(path);
    if (old?.revision === revision && Date.now() - Date.parse(old.at) < FRESH_MS) continue;
    const fresh = await fetch(path, { redirect: "error" }).catch(() => null);
    if (fresh?.ok) await cache.put(path, fresh);
  }
}

const kept = async (path) => (await caches.match(path))?.json().catch(() => null) ?? null;
