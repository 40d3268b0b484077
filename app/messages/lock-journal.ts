type Data = Record<string, unknown>;
export type LockLine = { seq: number; at: string; type: string; actor: string; data: Data };

const text = (value: unknown) => (typeof value === "string" ? value : "");
const refOf = (data: Data) => text((data.case as Data | undefined)?.ref);
const whats: Record<string, string> = {
  messaging: "la messagerie de l’ENT",
  authentication: "l’authentification de l’ENT",
};
const what = (data: Data) => whats[text(data.what)] ?? text(data.what);
const two = (data: Data) =>
  (Array.isArray(data.by) ? (data.by as Data[]) : []).map((one) => text(one.name)).join(" et ");

const choices: Record<string, (to: string) => string> = {
  reroute: (to) => `Messages retenus réorientés vers ${to}`,
  release: () => "Messages retenus à libérer après le verrou",
  cancel: () => "Messages retenus annulés",
};

type Say = (data: Data, name: (channel: string) => string) => string;
const settled: Say = (data, name) =>
  `${choices[text(data.choice)]?.(name(text(data.to))) ?? "Décision sur les messages retenus"} : ${text(data.reason)}`;

const sentences: Record<string, Say> = {
  "lock.made": () => "Verrou créé, ouvert.",
  "case.opened": (data) =>
    data.state === "surete"
      ? `${refOf(data)} : événement de sûreté ouvert, le verrou se ferme.`
      : `${refOf(data)} : crise ouverte, seule la messagerie de l’ENT reste ouverte.`,
  "case.closed": (data) => `${refOf(data)} : cas clos, il ne ferme plus rien.`,
  "case.compromised": (data) => `${refOf(data)} : ${what(data)} est compromise, confirmé par ${two(data)}.`,
  "case.restored": (data) => `${refOf(data)} : ${what(data)} est de nouveau sûre, confirmé par ${two(data)}.`,
  "channel.opened": (data, name) =>
    `${refOf(data)} : canal de substitution ouvert, ${name(text(data.channel))}. ${text(data.reason)}`,
  "channel.shut": (data, name) =>
    `${refOf(data)} : canal de substitution fermé, ${name(text(data.channel))}. ${text(data.reason)}`,
  "message.admitted": (data, name) => `${refOf(data)} : message accepté sur ${name(text(data.channel))}.`,
  "attestation.checked": (data, name) =>
    `Attestation RGS vérifiée : ${name(text(data.channel))}. ${text(data.proof)}`,
  "held.decided": settled,
  "held.settled": settled,
};

/** One entry of a lock's journal as a sentence. @param name a channel in words. */
export const lockSentence = (
  { type, data }: Pick<LockLine, "type" | "data">,
  name: (channel: string) => string,
) => sentences[type]?.(data, name) ?? type;
