import type { Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { alertBench } from "./alert.ts";
import { archiveBench } from "./archive.ts";
import { boardBench } from "./board.ts";
import { crisisBench } from "./crisis.ts";
import { decisionsBench } from "./decisions.ts";
import { dispatchBench } from "./dispatch.ts";
import { federationBench } from "./federation.ts";
import { instancesBench } from "./instances.ts";
import { liveBench } from "./live.ts";
import { messagesBench } from "./messages.ts";
import { pagesBench } from "./pages.ts";
import { registerBench } from "./register.ts";
import { replayBench } from "./replay.ts";
import { roomBench } from "./room.ts";
import { startBench } from "./start.ts";
import { systemsBench } from "./systems.ts";
import { verifyBench } from "./verify.ts";

/** Every benchmark of issue 2 §8.5, issue 3 §6.5, issue 4 §6.5 and issue 5 §6.6, by the name that chooses it. */
export const benches: Record<string, (stage: Stage) => Promise<Figure[]>> = {
  dispatch: dispatchBench,
  archive: archiveBench,
  verify: verifyBench,
  live: liveBench,
  pages: pagesBench,
  start: startBench,
  alert: alertBench,
  crisis: crisisBench,
  room: roomBench,
  replay: replayBench,
  register: registerBench,
  board: boardBench,
  systems: systemsBench,
  federation: federationBench,
  instances: instancesBench,
  messages: messagesBench,
  decisions: decisionsBench,
};
