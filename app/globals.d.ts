/** Set by vite.config.ts. */
declare const __TOCSIN_VERSION__: string;
declare const __DSFR_PATH__: string;
