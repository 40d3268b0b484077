import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { Router } from "express";

const YEAR = "1y";
const types: Record<string, string> = { js: "text/javascript", css: "text/css", svg: "image/svg+xml" };

/**
 * Files of the client build. What carries its version in its path is kept for ever by browsers;
 * what tools/build.mjs compressed beforehand is sent so.
 */
export function assets() {
  const folder = fileURLToPath(new URL("./client", import.meta.url));
  const compressed = new Map<string, boolean>();
  const has = (path: string) => {
    let known = compressed.get(path);
    if (known === undefined && compressed.size < 2_000) {
      known = existsSync(`${folder}${path}.br`);
      compressed.set(path, known);
    }
    return known;
  };
  const router = Router();
  router.use(["/assets", "/dsfr"], (req, res, next) => {
    const path = req.baseUrl + req.path;
    const type = types[path.slice(path.lastIndexOf(".") + 1)];
    if (!type || path.includes("..") || !req.acceptsEncodings("br") || !has(path)) return next();
    res.set({ "Content-Encoding": "br", "Content-Type": `${type}; charset=utf-8`, Vary: "Accept-Encoding" });
    req.url += ".br";
    next();
  });
  router.use(
    "/assets",
    express.static(`${folder}/assets`, { immutable: true, maxAge: YEAR, index: false, fallthrough: false }),
  );
  router.use(
    "/dsfr",
    express.static(`${folder}/dsfr`, { immutable: true, maxAge: YEAR, index: false, fallthrough: false }),
  );
  router.use(express.static(folder, { maxAge: "1h", index: false, redirect: false, dotfiles: "ignore" }));
  return router;
}
