import { Router } from "express";
import type { App } from "#app/boot.server.ts";
import type { Drain } from "./drain.ts";

/** `/healthz` (the process answers), `/readyz` (send traffic here), `/metrics` (Prometheus). */
export function probes(app: App, drain: Drain) {
  const router = Router();
  router.get("/healthz", (_req, res) => void res.type("text").send("ok\n"));
  router.get("/readyz", async (_req, res) => {
    const state = await app.ready().catch((error: unknown) => {
      app.log.warn({ err: error }, "not ready");
      return { ok: false };
    });
    const ok = state.ok && !drain.stopping();
    res
      .status(ok ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json({ ...state, ok });
  });
  router.get("/metrics", async (_req, res, next) => {
    await app.metrics().then((text) => res.type("text/plain; version=0.0.4").send(text), next);
  });
  return router;
}
