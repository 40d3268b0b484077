import type { Server } from "node:http";
import type { RequestHandler } from "express";
import type { App } from "#app/boot.server.ts";

const HARD_STOP_MS = 25_000;

export type Drain = { middleware: RequestHandler; stopping(): boolean };

/**
 * On SIGTERM or SIGINT: takes no new connection, finishes the requests under way, closes the application
 * (which lets deliveries end), exits 0. A second signal, or 25 s, ends it at once.
 */
export function drainOnSignal(server: Server, app: App): Drain {
  let stopping = false;
  let underWay = 0;
  let idle = () => {};

  const stop = async (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    app.log.info({ signal, underWay }, "stopping");
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref();
    server.close();
    server.closeIdleConnections();
    if (underWay > 0) await new Promise<void>((resolve) => (idle = resolve));
    await app.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => void stop(signal).catch(() => process.exit(1)));

  return {
    stopping: () => stopping,
    middleware(_req, res, next) {
      underWay++;
      if (stopping) res.set("Connection", "close");
      res.once("close", () => {
        underWay--;
        if (underWay === 0) idle();
      });
      next();
    },
  };
}
