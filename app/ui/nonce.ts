import { createContext, useContext } from "react";

/** Set on the server only: browsers hide a nonce from scripts once the page is read. */
export const NonceContext = createContext<string | undefined>(undefined);

/** The nonce of this answer's Content-Security-Policy, for inline scripts and styles. */
export const useNonce = () => useContext(NonceContext);
