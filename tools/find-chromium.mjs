import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const known = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
];

/** Path of a Chromium; installs Debian's where it may. Says in one line what is missing and stops, else. */
export function findChromium() {
  const given = process.env.TOCSIN_CHROMIUM;
  const here = () => [given, ...known].find((path) => path && existsSync(path));
  const found = here();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    console.log("Installation de Chromium (apt-get)…");
    const quiet = {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    };
    spawnSync("apt-get", ["update"], quiet);
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], quiet);
    const installed = here();
    if (installed) return installed;
  }
  console.error(
    "Il manque Chromium : installez le paquet « chromium », ou donnez son chemin dans TOCSIN_CHROMIUM.",
  );
  process.exit(1);
}
