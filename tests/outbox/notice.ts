import type { Claimed } from "#app/engine/outbox/claim.ts";
import type { FactsOfNotice } from "#app/incident/messages/facts-lines.ts";
import type { IncidentNotice } from "#app/incident/messages/incident-notice.ts";
import type { IncidentTemplate } from "#machines/effects.ts";
import { PUBLIC_URL, SECRET } from "./harness.ts";

export const options = { publicUrl: PUBLIC_URL, secret: SECRET };

export const notice = (
  template: IncidentTemplate = "alert",
  facts: Partial<FactsOfNotice> = {},
): IncidentNotice => ({
  id: "0b0e8d3c-3a44-4c5f-9d2b-2f4dbd1ad001",
  key: "alert-1",
  template,
  facts: {
    ref: "INC-2026-004",
    title: "Messages de menace envoyés depuis un compte d’élève",
    category: "threat-messages",
    certainty: "proven",
    description: "Un compte d’élève a envoyé quarante messages cette nuit.\nLe compte est bloqué.",
    place: "École Richard Mique",
    placeKey: "0781024P",
    dispositif: "ENT des écoles de l’académie de Versailles",
    declarer: "École Richard Mique",
    noticedAt: "2026-03-24T01:30:00.000Z",
    personalData: null,
    perimeter: "school",
    timezone: "Europe/Paris",
    exercise: false,
    alerts: {
      "ver-7": {
        statement: "Tout incident de sécurité est signalé à l’IEN de la circonscription.",
        expected: [
          "Accusez réception.",
          "Dites si d’autres écoles sont touchées.",
          "Appliquez les décisions de l’académie.",
        ],
        rule: "VER-7",
        article: "7",
      },
    },
    ...facts,
  } as FactsOfNotice,
});

export const delivery = (more: Partial<Claimed> = {}): Claimed => ({
  id: "4f0c2a7e-7a3e-4c60-9a38-0d3a3e0fb111",
  dossier_id: "4f0c2a7e-7a3e-4c60-9a38-0d3a3e0fb222",
  notice_id: "0b0e8d3c-3a44-4c5f-9d2b-2f4dbd1ad001",
  organisation_id: "4f0c2a7e-7a3e-4c60-9a38-0d3a3e0fb444",
  about_id: null,
  channel: "mail",
  address: "ien@agents.example.invalid",
  name: "Camille Martin",
  function: "ien",
  organisation_name: "Circonscription de Versailles",
  rule: "VER-7",
  article: "7",
  alert: "ver-7",
  via: "holder",
  pace: null,
  attempts: 1,
  turn: 1,
  round: 0,
  audience: "professional",
  dispositif_id: null,
  provider_id: null,
  about_name: null,
  about_function: null,
  about_organisation: null,
  about_state: null,
  ...more,
});

export const about = {
  about_id: "4f0c2a7e-7a3e-4c60-9a38-0d3a3e0fb333",
  about_name: "Dominique Petit",
  about_function: "ien",
  about_organisation: "Circonscription de Versailles",
  about_state: "sent",
};
