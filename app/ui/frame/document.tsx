import { Links, Meta, Scripts, ScrollRestoration } from "@remix-run/react";
import type { ReactNode } from "react";
import lightStyle from "../light.css?url";
import { useNonce } from "../nonce.ts";
import style from "../style.css?url";
import { EarlyTheme } from "./theme.tsx";

type Props = {
  /** Without scripts, fonts and the DSFR's sheet. */
  light: boolean;
  /** Whether the State's mark and typeface may be used. */
  marked: boolean;
  children: ReactNode;
};

/** The HTML document, for pages and error pages alike. */
export function Document({ light, marked, children }: Props) {
  const nonce = useNonce();
  return (
    <html
      lang="fr"
      data-fr-scheme="system"
      className={marked ? undefined : "sans-marque"}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
        {light ? (
          <link rel="stylesheet" href={lightStyle} />
        ) : (
          <>
            <EarlyTheme />
            <link rel="stylesheet" href={`${__DSFR_PATH__}/dsfr.min.css`} />
            <link rel="stylesheet" href={`${__DSFR_PATH__}/utility/icons/icons.css`} />
            <link rel="stylesheet" href={style} />
            <noscript>
              <link rel="stylesheet" href="/sans-script.css" />
            </noscript>
          </>
        )}
      </head>
      <body>
        {children}
        {!light && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}
