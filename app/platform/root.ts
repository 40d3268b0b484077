/** Folder of the project: npm runs every command from it; TOCSIN_ROOT says otherwise. */
export const projectRoot = process.env.TOCSIN_ROOT ?? process.cwd();
