// Shows what the service worker kept: the list of crises, or one of them (its reference in the address). Words come
// from the page; values are written as text, never as HTML.
const words = Object.fromEntries(
  [...document.getElementById("mots").content.querySelectorAll("[data-mot]")].map((one) => [
    one.dataset.mot,
    one.textContent,
  ]),
);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

function el(name, props = {}, ...children) {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}
const list = (name, items) => el(name, {}, ...items.map((item) => el("li", {}, item)));
const plain = (items) => el("ul", { className: "plain" }, ...items);
const part = (title, ...children) => el("section", {}, el("h2", { textContent: title }), ...children);

async function read(path) {
  const kept = await caches.match(path);
  return kept ? kept.json() : null;
}

function contact({ name, role, organisation, phone, email }) {
  return el(
    "li",
    {},
    el("strong", { textContent: name }),
    el("p", { className: "quiet", textContent: `${role}, ${organisation}` }),
    phone
      ? el("a", { className: "tel", href: `tel:${phone.replace(/[^+\d]/g, "")}`, textContent: phone })
      : null,
    email ? el("div", {}, el("a", { href: `mailto:${email}`, textContent: email })) : null,
  );
}

function step({ title, settled, state, facts, instructions }) {
  return el(
    "li",
    {},
    el("strong", { textContent: `${settled ? "☑" : "☐"} ${title}` }),
    el("p", { className: "quiet", textContent: [state, ...facts].filter(Boolean).join("\n") }),
    instructions.length > 0 ? list("ol", instructions) : null,
  );
}

const criteria = (all) =>
  list(
    "ul",
    all.map(({ text, done }) => `${done ? "☑" : "☐"} ${text}`),
  );

function point(last) {
  const fields = ["facts", "impacts", "actions", "decisions", "communication"];
  return part(
    say("point", { n: last.number }),
    el("p", { className: "quiet", textContent: last.at }),
    ...fields.flatMap((name) =>
      last.texts[name]
        ? [el("h3", { textContent: words[name] ?? name }), el("p", { textContent: last.texts[name] })]
        : [],
    ),
    last.nextAt ? el("p", { textContent: say("prochain", { date: last.nextAt }) }) : null,
  );
}

function crisis(kept) {
  const { runbook } = kept;
  document.title = `${kept.ref} – Tocsin`;
  document.getElementById("titre").textContent = `${kept.ref} · ${kept.title}`;
  document.getElementById("date").textContent = say("copie", { date: kept.atText });
  const seated = kept.contacts.filter((one) => one.seated);
  const others = kept.contacts.filter((one) => !one.seated);
  return [
    kept.exercise ? el("p", { className: "exercice", textContent: words.exercice }) : null,
    part(
      words.contacts,
      plain(seated.map(contact)),
      others.length > 0
        ? el("details", {}, el("summary", { textContent: words.autres }), plain(others.map(contact)))
        : null,
    ),
    part(
      words.etat,
      el("p", {}, el("strong", { textContent: kept.state })),
      el("p", { textContent: kept.summary }),
    ),
    part(words.verrou, ...kept.lock.map((line) => el("p", { textContent: line }))),
    kept.decisions.length > 0 ? part(words.attendues, list("ul", kept.decisions)) : null,
    part(
      `${words.procedure} : ${runbook.title}`,
      el("h3", { textContent: words.entree }),
      criteria(runbook.activation),
      ...runbook.phases.flatMap((phase) => [
        el("h3", { textContent: phase.title }),
        plain(phase.steps.map(step)),
      ]),
      el("h3", { textContent: words.sortie }),
      criteria(runbook.exit),
    ),
    kept.point ? point(kept.point) : null,
    kept.lines.length > 0
      ? part(
          words.lignes,
          plain(
            [...kept.lines]
              .reverse()
              .map((one) =>
                el(
                  "li",
                  {},
                  el("p", { className: "quiet", textContent: `${one.seq} · ${one.at} · ${one.by}` }),
                  one.text,
                ),
              ),
          ),
        )
      : null,
    el("p", { textContent: words.papier }),
    el("p", {}, el("a", { href: "/hors-ligne.html", textContent: words.toutes })),
  ];
}

function library(kept) {
  const crises = kept?.crises ?? [];
  document.getElementById("date").textContent = crises.length > 0 ? words.crises : words.rien;
  return [
    plain(
      crises.map(({ ref, title }) =>
        el("li", {}, el("a", { href: `/hors-ligne.html#${ref}`, textContent: `${ref} · ${title}` })),
      ),
    ),
  ];
}

async function show() {
  const here = `${location.pathname} ${location.hash}`;
  const ref = here.match(/[A-Z]+-\d{4}-\d+/)?.[0];
  const kept = ref ? await read(`/crises/${ref}/hors-ligne.json`) : null;
  const parts = kept ? crisis(kept) : library(await read("/crises/hors-ligne.json"));
  document.getElementById("corps").replaceChildren(...parts.filter((one) => one !== null));
}

const again = () => (location.pathname === "/hors-ligne.html" ? location.assign("/") : location.reload());
document.getElementById("reessayer").addEventListener("click", again);
window.addEventListener("hashchange", () => location.reload());
await show();
