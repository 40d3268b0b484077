import { existsSync } from "node:fs";
import type { ViteDevServer } from "vite";
import type { Build } from "./server/serve.ts";
import { serve } from "./server/serve.ts";

// Plumbing only: the application is reached through the Remix build, so that there is one module graph.
const dev = process.argv.includes("--dev");
process.env.NODE_ENV ||= dev ? "development" : "production";
if (dev) process.env.TOCSIN_DEMO ||= "1";

async function main() {
  const vite = dev ? await openVite() : undefined;
  const build = await load(vite);
  const { boot, readEnv } = build.entry.module;
  const app = await boot(readEnv());
  await serve(build, app, vite);
}

async function openVite() {
  const { createServer } = await import("vite");
  return createServer({ server: { middlewareMode: true }, appType: "custom" });
}

async function load(vite?: ViteDevServer) {
  if (vite) return (await vite.ssrLoadModule("virtual:remix/server-build")) as Build;
  const built = new URL("./server/index.js", import.meta.url);
  if (!existsSync(built)) throw new Error("Tocsin n’est pas construit : lancez « npm run build ».");
  return (await import(built.href)) as Build;
}

main().catch((error: unknown) => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${dev ? stack : message}\n`);
  process.exit(1);
});
