import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Content-Security-Policy with a nonce of this answer for Remix's inline scripts, and the usual headers.
 * @param strict false in development, where Vite injects styles and scripts of its own.
 */
export function securityHeaders(env: { publicUrl: string }, { strict }: { strict: boolean }): RequestHandler {
  const https = env.publicUrl.startsWith("https:");
  const protect = helmet({
    contentSecurityPolicy: strict && {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'", (_req, res) => `'nonce-${(res as unknown as Locals).locals.nonce}'`],
        "style-src": ["'self'", (_req, res) => `'nonce-${(res as unknown as Locals).locals.nonce}'`],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        // Older Safari does not count the page's own WebSocket as 'self'.
        "connect-src": ["'self'", env.publicUrl.replace(/^http/, "ws")],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        ...(https && { "upgrade-insecure-requests": [] }),
      },
    },
    strictTransportSecurity: https && { maxAge: 31_536_000 },
    // no-referrer would make browsers send "Origin: null" with our own forms.
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
  return (req, res, next) => {
    res.locals.nonce = randomBytes(16).toString("base64url");
    res.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    protect(req, res, next);
  };
}

type Locals = { locals: { nonce: string } };
