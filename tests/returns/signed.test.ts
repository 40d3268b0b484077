import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailOptions, smtpTransport } from "#app/platform/channels/smtp.ts";
import { readEnv } from "#app/platform/env.ts";
import { type MailServer, mailServer } from "../mocks/smtp-server.ts";

const ID = "4f0c2a7e-7a3e-4c60-9a38-0d3a3e0fb111";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const folder = mkdtempSync(join(tmpdir(), "tocsin-dkim-"));
const file = join(folder, "cle.pem");
writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
let server: MailServer;
beforeAll(async () => {
  server = await mailServer();
});
afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true });
});
const source = {
  NODE_ENV: "test" as const,
  DKIM_DOMAIN: "tocsin.example.invalid",
  DKIM_SELECTOR: "s2026",
  DKIM_KEY_FILE: file,
  MAIL_RETURN_PATH: "retours@tocsin.example.invalid",
  MAIL_FROM: "Tocsin <tocsin@tocsin.example.invalid>",
};

/** What a receiving server does (RFC 6376 §3.7, relaxed/relaxed): the hash of the body, then the signature of the headers. */
function verifyDkim(raw: string): { domain: string; selector: string; body: boolean; headers: boolean } {
  const [head = "", body = ""] = [
    raw.slice(0, raw.indexOf("\r\n\r\n") + 2),
    raw.slice(raw.indexOf("\r\n\r\n") + 4),
  ];
  const lines = head
    .replace(/\r\n(?=[ \t])/g, "\0")
    .split("\r\n")
    .filter(Boolean)
    .map((line) => line.replaceAll("\0", "\r\n"));
  const named = (name: string) =>
    lines.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).at(-1) ?? "";
  const own = named("DKIM-Signature");
  const tags = Object.fromEntries(
    own
      .slice(own.indexOf(":") + 1)
      .replace(/\s+/g, "")
      .split(";")
      .filter(Boolean)
      .map((tag) => [tag.slice(0, tag.indexOf("=")), tag.slice(tag.indexOf("=") + 1)]),
  );
  const relaxed = (line: string) => {
    const [name = "", value = ""] = [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)];
    return `${name.trim().toLowerCase()}:${value
      .replace(/\r\n/g, "")
      .replace(/[ \t]+/g, " ")
      .trim()}`;
  };
  const relaxedBody = body
    .split("\r\n")
    .map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""))
    .join("\r\n")
    .replace(/(\r\n)*$/, "\r\n");
  const signed = (tags.h ?? "").split(":").map(named).filter(Boolean).map(relaxed);
  const bare = relaxed(own).replace(/(;\s*b=)[^;]*/, "$1");
  return {
    ...{ domain: tags.d ?? "", selector: tags.s ?? "" },
    body: createHash("sha256").update(relaxedBody).digest("base64") === tags.bh,
    headers: createVerify("sha256")
      .update(`${signed.join("\r\n")}\r\n${bare}`)
      .verify(publicKey, tags.b ?? "", "base64"),
  };
}

test("mail that was really received bears a signature that holds, and each its own return path", async () => {
  const env = readEnv({ ...source, SMTP_URL: server.url });
  const transport = smtpTransport(mailOptions(env));
  const mail = {
    to: "ien@agents.example.invalid",
    subject: "Alerte à l’école",
    text: "Bonjour,\n\n  deux  espaces \n",
    html: "<p>é</p>",
  };
  expect(await transport.send({ ...mail, messageId: `<${ID}@tocsin.example.invalid>` })).toMatchObject({
    ok: true,
  });
  expect(await transport.send(mail)).toMatchObject({ ok: true });
  await transport.close();
  const [first, second] = server.received;
  const verdict = verifyDkim(first?.raw ?? "");
  expect(verdict).toEqual({ domain: "tocsin.example.invalid", selector: "s2026", body: true, headers: true });
  expect(verifyDkim((first?.raw ?? "").replace("deux", "trois"))).toMatchObject({ body: false });
  expect(verifyDkim((first?.raw ?? "").replace("Subject:", "Subject: Re"))).toMatchObject({ headers: false });
  expect([first?.from, second?.from]).toEqual([
    `retours+${ID}@tocsin.example.invalid`,
    "retours@tocsin.example.invalid",
  ]);
});

test("a signature half configured stops the console with what is missing", () => {
  expect(() => readEnv({ ...source, DKIM_SELECTOR: "" })).toThrow(/vont ensemble/);
  expect(() => readEnv({ ...source, DKIM_KEY_FILE: "/nulle/part.pem" })).toThrow(/DKIM_KEY_FILE/);
  writeFileSync(join(folder, "rien.pem"), "pas une clé");
  expect(() => readEnv({ ...source, DKIM_KEY_FILE: join(folder, "rien.pem") })).toThrow(/clé privée PEM/);
  expect(readEnv({ NODE_ENV: "test" }).dkim).toBeUndefined();
});
