import { functionLabels } from "#conventions/labels.ts";
import type { FunctionKey } from "#conventions/schema.ts";
import type { CellRole } from "#runbooks/schema/words.ts";
import type { CrisisDataOf } from "../events.ts";
import { seatLabels } from "../labels.ts";
import { dataOf } from "../rules.ts";
import { seatsOf } from "../seat-of.ts";
import { seatedOf } from "../seated.ts";
import { choice, type Duty, procedure, refuse } from "./refuse.ts";

/** Functions that may sit by themselves; any other person is given the seat by the direction, which is recorded. */
const eligible: Partial<Record<CellRole, string[]>> = {
  direction: ["recteur", "dasen", "elu", "draaf", "dsi", "rssi"],
  rssi: ["rssi", "dsi"],
  dpd: ["dpd"],
  prestataire: ["exploitant"],
};

/** A seat held by two at once would have two voices: the holder hands it over, or the direction gives a substitute. */
const joining: Duty = (crisis, happening) => {
  const { role } = dataOf<CrisisDataOf<"member.joined">>(happening);
  const holder = crisis.members.find((one) => one.role === role && !one.until && !one.substitute);
  if (seatsOf(crisis, happening.by.id).includes(role))
    refuse({ ...choice, because: `Vous siégez déjà comme ${seatLabels[role]}.` });
  const functions = eligible[role];
  if (functions && !functions.includes(happening.by.function ?? ""))
    refuse({
      ...procedure,
      because: `Le siège « ${seatLabels[role]} » revient à : ${functions.map((one) => functionLabels[one as FunctionKey]).join(", ")}. La direction de crise peut aussi le confier.`,
      instead: ["role.given"],
    });
  if (role === "direction" && holder)
    refuse({
      ...procedure,
      because: `La direction de crise est tenue par ${holder.name} : elle se transmet par une relève.`,
      instead: ["role.handed-over"],
    });
};

/** Whoever is given a seat is somebody of this dispositif. */
const known: Duty = (_, happening) => {
  if (seatedOf(happening)) return;
  const { name } = dataOf<CrisisDataOf<"role.given">>(happening);
  refuse({
    ...choice,
    because: `L’annuaire ne connaît à « ${name} » aucune fonction dans ce dispositif : choisissez quelqu’un qui y figure.`,
    instead: ["role.given"],
  });
};

const handOver: Duty = (crisis, happening) => {
  const { role, from, to } = dataOf<CrisisDataOf<"role.handed-over">>(happening);
  if (!crisis.members.some((one) => one.role === role && one.id === from && !one.until))
    refuse({ ...choice, because: `Cette personne ne tient pas le siège « ${seatLabels[role]} ».` });
  if (from === to) refuse({ ...choice, because: "Une relève se fait entre deux personnes." });
};
const relieve: Duty = (...asked) => {
  known(...asked);
  handOver(...asked);
};

export const cellDuties: Record<string, Duty> = {
  "member.joined": joining,
  "role.given": known,
  "role.handed-over": relieve,
};
