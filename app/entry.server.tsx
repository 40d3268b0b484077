import { Writable } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "#app/ui/nonce.ts";

// What server.ts needs of the application, through the one module graph of the build.
export { boot } from "#app/boot.server.ts";
export { readEnv } from "#app/platform/env.ts";
export { loggedPath } from "#app/platform/log.ts";
export { crossSite } from "#app/platform/session/cross-site.ts";
export { plainPage, plainProblem } from "#app/ui/plain-page.ts";

const RENDER_LIMIT_MS = 5_000;

/**
 * Renders the document whole, then answers it in one piece: nothing here is deferred, and one buffer costs
 * less than the bridge between Node's streams and the web's.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  return new Promise<Response>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let failed = false;
    const body = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(Buffer.from(chunk));
        done();
      },
      final(done) {
        headers.set("Content-Type", "text/html; charset=utf-8");
        resolve(new Response(Buffer.concat(chunks), { status: failed ? 500 : status, headers }));
        done();
      },
    });
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady() {
          clearTimeout(timer);
          pipe(body);
        },
        onShellError(error) {
          clearTimeout(timer);
          reject(error);
        },
        onError(error) {
          failed = true;
          context.log.error({ err: error }, "page not rendered");
        },
      },
    );
    // Cleared above: left to run out, each request's closure lives 5 s and a busy server 160 MB larger.
    const timer = setTimeout(abort, RENDER_LIMIT_MS);
  });
}

/** Errors of loaders and actions that are no Response: logged once, here. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
) {
  if (request.signal.aborted) return;
  context.log.error({ err: error, path: new URL(request.url).pathname.slice(0, 40) }, "request failed");
}
