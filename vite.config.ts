import { readFileSync } from "node:fs";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

const versionOf = (file: string) =>
  (JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")) as { version: string }).version;

export default defineConfig({
  // vitest reads this file too, and has no use for routes.
  plugins: process.env.VITEST ? [] : [remix(remixConfig)],
  define: {
    __TOCSIN_VERSION__: JSON.stringify(versionOf("./package.json")),
    // The version is in the path, so that browsers may keep the files for ever (tools/build.mjs copies them).
    __DSFR_PATH__: JSON.stringify(`/dsfr/${versionOf("./node_modules/@codegouvfr/react-dsfr/package.json")}`),
  },
  ssr: {
    // Published as ES modules without extensions: Node cannot load them, so Vite bundles them.
    noExternal: ["@codegouvfr/react-dsfr", "tss-react"],
    external: ["@electric-sql/pglite", "pg", "@prisma/client"],
  },
  // Named beforehand: found one by one, they make Vite reload the first page half way through.
  optimizeDeps: {
    include: ["react", "react-dom/client", "@remix-run/react"].concat(
      [
        "Badge",
        "Display",
        "Footer",
        "Header",
        "Input",
        "Modal",
        "Notice",
        "Pagination",
        "SkipLinks",
        "link",
        "spa",
      ].map((name) => `@codegouvfr/react-dsfr/${name}`),
    ),
  },
  build: { target: "es2022", assetsInlineLimit: 1024, reportCompressedSize: false },
  server: { fs: { strict: true } },
});
