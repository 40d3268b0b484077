import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify } from "jose";

type Got = { path: string; headers: IncomingHttpHeaders; body: Buffer };

/** A device as its browser makes it: keys of its own, and what it reads of what is sent to it (RFC 8291). */
export function device(endpoint: string) {
  const keys = createECDH("prime256v1");
  const publicKey = keys.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: { endpoint, p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") },
    read(body: Buffer): unknown {
      const [salt, keyLength] = [body.subarray(0, 16), body[20] ?? 0];
      const sender = body.subarray(21, 21 + keyLength);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]);
      const secret = Buffer.from(hkdfSync("sha256", keys.computeSecret(sender), auth, info, 32));
      const derive = (name: string, size: number) =>
        Buffer.from(hkdfSync("sha256", secret, salt, Buffer.from(`Content-Encoding: ${name}\0`), size));
      const sealed = body.subarray(21 + keyLength);
      const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString(
        "utf8",
      );
      return JSON.parse(text.slice(0, text.lastIndexOf("\u0002")));
    },
  };
}

/** A push service of the tests' own, on 127.0.0.1: it takes what is signed by whom it says (RFC 8292), or what it is told to. */
export async function pushServer() {
  const got: Got[] = [];
  let status: number | "slow" = 201;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    got.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
    if (status === "slow") return;
    response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    got,
    endpoint: (name: string) => `${origin}/push/${name}`,
    answer(next: typeof status) {
      status = next;
    },
    /** Checks the signature against the key that it names, and for this service alone. @returns its claims and key. */
    async signedBy({ headers }: Got) {
      const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? "") ?? [];
      const point = Buffer.from(key, "base64url");
      const jwk = {
        kty: "EC",
        crv: "P-256",
        x: point.subarray(1, 33).toString("base64url"),
        y: point.subarray(33).toString("base64url"),
      };
      const { payload } = await jwtVerify(token, jwk, { audience: origin });
      return { key, subject: payload.sub };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
