import { type RequestHandler, type Response, Router } from "express";
import { rateLimit } from "express-rate-limit";
import type { Build } from "./serve.ts";

/** Attachments reach 20 MB; around them there is little. */
const LARGEST_BODY = 24 * 1024 * 1024;
const QUARTER_HOUR = 15 * 60_000;
/** A whole académie may leave through one address: secrets of 256 bits are not guessed at this pace either. */
const SIGN_INS_PER_ADDRESS = 300;
/** Agendas of a whole académie that read theirs every quarter of an hour: each link is 256 bits, none is guessed. */
const AGENDAS_PER_ADDRESS = 3_000;

/** What is refused before any route: requests of other sites, bodies too large, floods of sign-ins. */
export function guard(build: Build, env: { publicUrl: string }) {
  const { crossSite, plainPage, plainProblem } = build.entry.module;
  type Status = Parameters<typeof plainPage>[0];
  const refuse = (res: Response, status: Status) => {
    const api = res.req.path.startsWith("/api/");
    res.status(status).type(api ? "application/problem+json" : "html");
    res.send(api ? plainProblem(status) : plainPage(status));
  };
  const measured: RequestHandler = (req, res, next) => {
    // Pages hold personal data: a shared computer must not show them after the person left.
    res.set("Cache-Control", "no-store");
    if (crossSite(req, env.publicUrl)) return refuse(res, 403);
    if (req.headers["transfer-encoding"]) return refuse(res, 411);
    if (Number(req.headers["content-length"] ?? 0) > LARGEST_BODY) return refuse(res, 413);
    next();
  };
  const limited = (limit: number, method: string) =>
    rateLimit({
      windowMs: QUARTER_HOUR,
      limit,
      standardHeaders: true,
      legacyHeaders: false,
      skip: (req) => req.method !== method,
      handler: (_req, res) => refuse(res, 429),
    });
  return Router()
    .use(measured)
    .use("/connexion", limited(SIGN_INS_PER_ADDRESS, "POST"))
    .use("/agenda", limited(AGENDAS_PER_ADDRESS, "GET"));
}
