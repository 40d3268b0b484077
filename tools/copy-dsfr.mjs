// Copies of the DSFR what pages ask for: its style sheet, fonts, and only the icons that the sources name.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const ICON_RULE = /((?:\.fr-icon-[a-z0-9-]+:{1,2}(?:before|after),?\s*)+)\{([^}]*)\}/g;

/** Fills public/dsfr/<version>: the version in the path lets browsers keep the files for ever. */
export async function copyDsfr(root) {
  const from = join(root, "node_modules/@codegouvfr/react-dsfr");
  const { version } = JSON.parse(await readFile(join(from, "package.json"), "utf8"));
  const to = join(root, "public/dsfr", version);
  await rm(join(root, "public/dsfr"), { recursive: true, force: true });
  await mkdir(join(to, "utility/icons"), { recursive: true });

  const main = await readFile(join(from, "dsfr/dsfr.min.css"), "utf8");
  const icons = await usedIcons(
    root,
    await readFile(join(from, "dsfr/utility/icons/icons.main.css"), "utf8"),
  );
  await writeFile(join(to, "dsfr.min.css"), main.replace(/\/\*# sourceMappingURL.*$/m, ""));
  await writeFile(join(to, "utility/icons/icons.css"), icons);
  for (const file of [...urlsOf(main), ...urlsOf(icons, "utility/icons")]) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(join(from, "dsfr", file), join(to, file));
  }
}

const urlsOf = (css, base = "") =>
  new Set(
    [...css.matchAll(/url\(["']?([^"')]+)/g)]
      .map(([, url]) => url.split(/[?#]/)[0])
      .filter((url) => !url.startsWith("data:"))
      .map((url) => join(base, url)),
  );

/** The whole sheet holds 900 icons, 210 KB; a page uses a few dozen. */
async function usedIcons(root, css) {
  // Named by react-dsfr itself, in the footer.
  const wanted = new Set(["fr-icon-theme-fill"]);
  for (const entry of await readdir(join(root, "app"), { withFileTypes: true, recursive: true }))
    if (entry.isFile() && /\.tsx?$/.test(entry.name)) {
      const text = await readFile(join(entry.parentPath ?? entry.path, entry.name), "utf8");
      for (const [name] of text.matchAll(/fr-icon-[a-z0-9-]+/g)) wanted.add(name);
    }
  const kept = [...css.matchAll(ICON_RULE)].filter(([, selectors]) =>
    [...selectors.matchAll(/fr-icon-[a-z0-9-]+/g)].some(([name]) => wanted.has(name)),
  );
  return kept.map(([rule]) => rule.replace(/\s+/g, " ")).join("\n");
}
