import { partyKindLabels } from "#conventions/labels.ts";
import type { PartyKind } from "#conventions/schema.ts";
import type { CrisisDataOf } from "../events.ts";
import { partyKindsOf } from "../parties.ts";
import { dataOf } from "../rules.ts";
import { seatOf } from "../seat-of.ts";
import { choice, type Duty, procedure, refuse } from "./refuse.ts";

const approve: Duty = (crisis, happening, { communication }, convention) => {
  const { key } = dataOf<{ key: string }>(happening);
  const press = happening.type.startsWith("press.");
  const one = (press ? crisis.press : crisis.messages).find((known) => known.key === key);
  if (!one) return refuse({ ...choice, because: "Ce message n’a pas été proposé dans cette crise." });
  if (one.state !== "proposed" && one.state !== "late")
    refuse({
      ...choice,
      because: `Ce message a déjà reçu sa réponse${one.answered ? ` de ${one.answered.by.name}` : ""}.`,
    });
  if (happening.by.id === one.by.id)
    refuse({ ...(one.approver ?? procedure), because: "Qui propose un message ne l’approuve pas." });
  if (!one.approver) {
    if (!seatOf(crisis, happening.by.id, ["direction"]))
      refuse({ ...procedure, because: "Approuver ce message revient à la direction de crise." });
    return;
  }
  const kinds = one.approver.kind === "academie" ? partyKindsOf("academie", convention) : [one.approver.kind];
  if (!kinds.includes(happening.by.organisation?.kind ?? ""))
    refuse({
      ...(press && communication.press ? communication.press : one.approver),
      because: `Approuver revient à : ${partyKindLabels[one.approver.kind as PartyKind].toLocaleLowerCase("fr")}.`,
    });
};

const withdrawMessage: Duty = (crisis, happening) => {
  const one = crisis.messages.find(({ key }) => key === dataOf<{ key: string }>(happening).key);
  if (one?.state !== "proposed" && one?.state !== "late")
    refuse({ ...choice, because: "Seul un message qui attend son approbation se retire." });
};

const validateSitrep: Duty = (crisis, happening) => {
  const { number } = dataOf<CrisisDataOf<"sitrep.validated">>(happening);
  if (crisis.sitreps.find((one) => one.number === number)?.state !== "draft")
    refuse({ ...choice, because: `Le point de situation ${number} n’attend pas de validation.` });
};

const draftSitrep: Duty = (crisis, happening) => {
  const { number } = dataOf<CrisisDataOf<"sitrep.drafted">>(happening);
  if (crisis.sitreps.some((one) => one.number === number && one.state === "validated"))
    refuse({ ...choice, because: `Le point de situation ${number} est déjà parti : rédigez le suivant.` });
};

export const messageDuties: Record<string, Duty> = {
  "message.approved": approve,
  "message.refused": approve,
  "message.withdrawn": withdrawMessage,
  "press.approved": approve,
  "press.refused": approve,
  "sitrep.drafted": draftSitrep,
  "sitrep.validated": validateSitrep,
};
