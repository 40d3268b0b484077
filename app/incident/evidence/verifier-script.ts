/**
 * The verifier of the evidence page: plain JavaScript, no library, readable by whoever doubts. It repeats in another
 * language what verify-export.ts checks, on purpose: two programs must agree. Nothing leaves the page.
 */
export const verifierScript = String.raw`"use strict";
const GENESIS = "0".repeat(64);
const BESIDE = ["refusals.json", "procedure.md"];
const NAMES = ["dossier.json", "journal.jsonl", "deliveries.json", "seals.json"];
const texts = JSON.parse(document.getElementById("files").textContent);
const hashes = {};
const utf8 = new TextEncoder();

const sha = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
function joined(...parts) {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
}

/** RFC 6962: leaves and nodes are told apart by a first byte. */
async function merkleRoot(leaves) {
  if (leaves.length === 0) return hex(await sha(new Uint8Array()));
  let level = [];
  for (let i = 0; i < leaves.length; i += 2000)
    level.push(...await Promise.all(leaves.slice(i, i + 2000).map((l) => sha(joined([0], utf8.encode(l))))));
  while (level.length > 1) {
    const next = [];
    for (let i = 0; i + 1 < level.length; i += 2) next.push(await sha(joined([1], level[i], level[i + 1])));
    if (level.length % 2) next.push(level[level.length - 1]);
    level = next;
  }
  return hex(level[0]);
}

/** RFC 8785 for a flat object of texts and nulls, which is what a line of the record is. */
const canonical = (o) => "{" + Object.keys(o).sort().map((k) => JSON.stringify(k) + ":" + JSON.stringify(o[k])).join(",") + "}";

class Bad extends Error {}
const refuse = (where, why) => { throw new Bad(where + " : " + why); };
const read = (name) => { try { return JSON.parse(texts[name]); } catch { return refuse(name, "fichier illisible"); } };

async function checkChain(dossier) {
  const lines = texts["journal.jsonl"].split("\n").filter(Boolean);
  const entries = [];
  let prev = GENESIS;
  for (const [n, line] of lines.entries()) {
    const where = "Entrée " + (n + 1);
    let stored, entry;
    try { stored = JSON.parse(line); entry = JSON.parse(stored.payload); } catch { refuse(where, "ligne illisible"); }
    if (entry.seq !== n + 1) refuse(where, "entrée absente ou déplacée (trouvé : " + entry.seq + ")");
    if (entry.prevHash !== prev || entry.dossier !== dossier.id) refuse(where, "le contenu ne suit pas l’entrée précédente");
    if (hex(await sha(utf8.encode(stored.payload))) !== stored.hash) refuse(where, "l’empreinte ne correspond pas au contenu");
    prev = stored.hash;
    entries.push({ ...entry, hash: stored.hash });
  }
  if (entries.length !== dossier.revision || prev !== dossier.head)
    refuse("Entrée " + (entries.length + 1), "le dossier en est à l’entrée " + dossier.revision + ", le journal s’arrête à " + entries.length + " ou finit autrement");
  return entries;
}

async function checkRecords(records, entries) {
  const sealed = new Map();
  for (const entry of entries) if (entry.type === "alerts.sent") sealed.set(entry.data.notice, entry);
  for (const [notice, entry] of sealed) {
    const where = "Relevé " + notice + " (entrée " + entry.seq + ")";
    const record = records.find((r) => r.notice === notice);
    if (!record) refuse(where, "relevé des envois absent");
    const reopened = entries.some((e) => e.seq > entry.seq && e.type === "delivery.retried");
    if (record.state !== "sent" && reopened) continue;
    if ((await merkleRoot(record.lines.map(canonical))) !== entry.data.root)
      refuse(where, "les envois ne correspondent pas à la racine scellée au journal");
    if (record.root !== entry.data.root || record.sealedAt !== entry.at) refuse(where, "la racine ou la date du relevé n’est pas celle du journal");
  }
  for (const r of records) if (r.state === "sent" && !sealed.has(r.notice)) refuse("Relevé " + r.notice, "relevé que le journal ne connaît pas");
}

async function checkSeals(seals, dossier, entries) {
  let previous = GENESIS;
  for (const [n, seal] of seals.entries()) {
    const where = "Sceau " + seal.id;
    if (seal.id !== n + 1 || seal.previous !== previous) refuse(where, "sceau absent ou déplacé");
    if ((await merkleRoot([previous, ...seal.leaves.map((l) => l.join(" "))])) !== seal.root)
      refuse(where, "la racine du sceau ne correspond pas à ses têtes de chaîne");
    for (const [id, seq, hash] of seal.leaves)
      if (id === dossier.id && (!entries[seq - 1] || entries[seq - 1].hash !== hash)) refuse("Entrée " + seq, "réécrite après le sceau " + seal.id);
    previous = seal.root;
  }
}

/** Attachments are not in this page: those dropped on it are checked, the others are said to be missing. */
function checkAttachments(dossier, entries) {
  let seen = 0;
  for (const { type, seq, data } of entries) {
    if (type !== "attachment.added") continue;
    const file = "attachments/" + data.hash;
    const dropped = Object.entries(hashes).find(([name]) => name.startsWith(data.hash));
    if (!dossier.attachments.some((a) => a.hash === data.hash && a.file.startsWith(file))) refuse("Entrée " + seq, "pièce jointe « " + data.name + " » absente de la liste");
    if (!dropped) continue;
    if (dropped[1] !== data.hash) refuse("Entrée " + seq, "pièce jointe « " + data.name + " » altérée");
    seen += 1;
  }
  return seen;
}

const element = (tag, text, parent, name) => {
  const e = document.createElement(tag);
  e.textContent = text;
  if (name) e.className = name;
  parent.append(e);
  return e;
};
const result = document.getElementById("result");
const list = document.getElementById("list");
const say = (text) => element("li", text, list);

function wait() {
  result.className = "";
  result.textContent = "Contrôle en cours…";
  list.replaceChildren();
}

async function verify() {
  wait();
  try {
    if (!globalThis.crypto || !crypto.subtle) refuse("Navigateur", "il n’offre pas SHA-256 ici ; ouvrez ce fichier depuis votre disque, dans un navigateur récent");
    const dossier = read("dossier.json");
    const [records, seals] = [read("deliveries.json"), read("seals.json")];
    const entries = await checkChain(dossier);
    say(entries.length + " entrées du journal : chaîne intacte, chaque empreinte recalculée.");
    await checkRecords(records, entries);
    say(records.reduce((n, r) => n + r.lines.length, 0) + " envois en " + records.length + " relevés : racines conformes au journal.");
    const attached = entries.filter((e) => e.type === "attachment.added").length;
    const checked = checkAttachments(dossier, entries);
    if (attached) say(checked + " pièce(s) jointe(s) contrôlée(s) sur " + attached + (checked < attached ? " : déposez les autres ici pour les contrôler." : "."));
    await checkSeals(seals, dossier, entries);
    const covered = Math.max(0, ...seals.flatMap((s) => s.leaves.filter((l) => l[0] === dossier.id).map((l) => l[1])));
    say(seals.length ? seals.length + " sceaux : enchaînés et conformes ; ils couvrent le dossier jusqu’à l’entrée " + covered + "." : "Aucun sceau ne couvre encore ce dossier.");
    for (const r of records) if (r.state !== "sent") say("Relevé « " + r.notice + " » : envoi en cours, pas encore scellé.");
    result.className = "good";
    result.textContent = "Dossier intègre : rien n’a été changé, retiré ni déplacé.";
    const body = document.getElementById("entries");
    body.replaceChildren();
    for (const e of entries) {
      const row = element("tr", "", body);
      for (const cell of [e.seq, e.at, e.actor.name, e.type, e.hash.slice(0, 16) + "…"]) element("td", String(cell), row);
    }
  } catch (error) {
    result.className = "bad";
    result.textContent = "Dossier altéré. " + (error instanceof Bad ? error.message : "Fichier mal formé : " + error.message);
  }
}

async function take(files) {
  wait();
  for (const file of files) {
    if (BESIDE.includes(file.name)) continue;
    if (NAMES.includes(file.name)) texts[file.name] = await file.text();
    else if (/^[0-9a-f]{64}\./.test(file.name)) hashes[file.name] = hex(await sha(new Uint8Array(await file.arrayBuffer())));
    else { result.className = "bad"; result.textContent = "« " + file.name + " » n’est pas un fichier de ce dossier de preuve."; return; }
  }
  await verify();
}
document.getElementById("pick").addEventListener("change", (event) => take(event.target.files));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => { event.preventDefault(); take(event.dataTransfer.files); });
verify();
`;
