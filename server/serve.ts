import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { ViteDevServer } from "vite";
import type { App } from "#app/boot.server.ts";
import type * as entry from "#app/entry.server.tsx";
import { drainOnSignal } from "./drain.ts";
import { guard } from "./guard.ts";
import { probes } from "./probes.ts";
import { answerBySection } from "./sections.ts";
import { securityHeaders } from "./security-headers.ts";
import { assets } from "./static.ts";

/** The Remix build, whose entry also hands out what the plumbing needs of the application. */
export type Build = Omit<ServerBuild, "entry"> & { entry: { module: typeof entry } };

/**
 * Serves a started application until a signal stops it.
 * @returns the port that was taken (PORT=0 asks for any).
 */
export async function serve(build: Build, app: App, vite?: ViteDevServer): Promise<number> {
  const { env, log } = app;
  const web = express();
  web.disable("x-powered-by");
  web.set("trust proxy", ["loopback", "linklocal", "uniquelocal"]);
  const server = createServer(web);
  const drain = drainOnSignal(server, app);

  web.use(securityHeaders(env, { strict: !vite }));
  web.use(drain.middleware);
  web.use(probes(app, drain));
  web.use(compression({ level: 4 }));
  web.use(vite ? vite.middlewares : assets());
  web.use(access(build, log));
  web.use(guard(build, env));
  const options = {
    getLoadContext: (req: express.Request, res: express.Response) => ({
      ...app.getLoadContext(req),
      nonce: res.locals.nonce as string,
    }),
    mode: env.NODE_ENV,
  };
  web.all(
    "*",
    vite
      ? createRequestHandler({
          ...options,
          build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
        })
      : answerBySection(build as unknown as ServerBuild, options),
  );
  web.use(lastResort(build, log));

  server.on("upgrade", (req, socket, head) => {
    if (req.url?.split("?")[0] === "/live") app.upgrade(req, socket, head);
    // In development Vite listens on the same server for its own socket.
    else if (!vite) socket.destroy();
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new Error(`Le port ${env.PORT} est déjà pris : donnez-en un autre avec PORT.`) : error);
    });
    server.listen(env.PORT, resolve);
  });
  const { port } = server.address() as AddressInfo;
  log.info({ port, url: env.publicUrl }, "listening");
  return port;
}

/** One line a request, without what identifies anybody. */
function access(build: Build, log: App["log"]): express.RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.on("finish", () => {
      const path = build.entry.module.loggedPath(req.originalUrl);
      const ms = Math.round(performance.now() - start);
      log.debug({ method: req.method, path, status: res.statusCode, ms }, "request");
    });
    next();
  };
}

function lastResort(build: Build, log: App["log"]): express.ErrorRequestHandler {
  return (error, req, res, next) => {
    // An address that cannot be decoded is a mistake of whoever wrote it, not ours.
    const status = error instanceof URIError ? 404 : 500;
    if (status === 500) log.error({ err: error }, "request failed outside Remix");
    if (res.headersSent) return next(error);
    if (req.path.startsWith("/api/"))
      return void res
        .status(status)
        .type("application/problem+json")
        .send(build.entry.module.plainProblem(status));
    res.status(status).type("html").send(build.entry.module.plainPage(status));
  };
}
