import { startReactDsfr } from "@codegouvfr/react-dsfr/spa";
import { Link } from "@remix-run/react";
import { useEffect } from "react";
import { useNonce } from "../nonce.ts";

declare module "@codegouvfr/react-dsfr/spa" {
  interface RegisterLink {
    Link: typeof Link;
  }
}

/** Chosen theme before the first paint: no white flash at 3 a.m. Keys are those of the DSFR. */
const EARLY = `(function(){try{var s=localStorage.getItem("scheme")}catch(e){}
var d=s==="dark"||(s!=="light"&&matchMedia("(prefers-color-scheme: dark)").matches);
var h=document.documentElement;h.dataset.frScheme=s||"system";h.dataset.frTheme=d?"dark":"light"})()`;

/** Inline script of the document's head. */
export function EarlyTheme() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file.
  return <script nonce={useNonce()} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: EARLY }} />;
}

/** Starts the DSFR's own scripts (menus, modals), after hydration: they change attributes that React compares. */
export function useDsfrScripts() {
  useEffect(() => {
    const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
    startReactDsfr({ defaultColorScheme: "system", Link, ...(nonce && { nonce }) });
  }, []);
}
