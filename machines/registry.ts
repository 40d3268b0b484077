import { communicationV1 } from "./communication/v1/machine.ts";
import { crisisV1 } from "./crisis/v1/machine.ts";
import { exerciseV1 } from "./exercise/v1/machine.ts";
import { federationMemberV1 } from "./federation-member/v1/machine.ts";
import { homologationV1 } from "./homologation/v1/machine.ts";
import { hostListV1 } from "./host-list/v1/machine.ts";
import { incidentV1 } from "./incident/v1/machine.ts";
import { instanceV1 } from "./instance/v1/machine.ts";
import { lockV1 } from "./lock/v1/machine.ts";
import { meetingV1 } from "./meeting/v1/machine.ts";
import { reachabilityV1 } from "./reachability/v1/machine.ts";
import { runbookV1 } from "./runbook/v1/machine.ts";
import type { Machine } from "./step.ts";
import { systemV1 } from "./system/v1/machine.ts";
import { whitelistRequestV1 } from "./whitelist-request/v1/machine.ts";

/** Every version ever released stays here: dossiers keep the one they started with. */
const machines: Machine[] = [
  ...[incidentV1, crisisV1, lockV1, runbookV1, communicationV1],
  ...[systemV1, homologationV1, exerciseV1, whitelistRequestV1, reachabilityV1],
  ...[instanceV1, meetingV1, federationMemberV1, hostListV1],
];

/** @throws Error when this build does not know the version: a newer console wrote that dossier. */
export function machineOf(name: string, version: number): Machine {
  const found = machines.find((machine) => machine.name === name && machine.version === version);
  if (!found) throw new Error(`Machine ${name}@${version} inconnue de cette version de Tocsin.`);
  return found;
}

/** The version with which a new dossier of that kind starts. */
export function newestMachine(name: string): Machine {
  const known = machines.filter((machine) => machine.name === name).sort((a, b) => b.version - a.version);
  if (!known[0]) throw new Error(`Aucune machine « ${name} ».`);
  return known[0];
}

/** Every machine of this build, oldest version first: what the API documents. */
export const allMachines = (): readonly Machine[] => machines;
