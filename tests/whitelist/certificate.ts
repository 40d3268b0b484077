import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

/* Certificates made when a test wants them: an expired one stays expired, and no private key lies in the project. */

const tlv = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const n = body.length;
  const length = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: Uint8Array[]) => tlv(0x30, ...parts);
const oid = (dotted: string) => {
  const [a = 0, b = 0, ...rest] = dotted.split(".").map(Number);
  const base128 = (n: number): number[] =>
    n < 128 ? [n] : [...base128(n >> 7).map((x) => x | 128), n & 127];
  return tlv(6, Buffer.from([a * 40 + b, ...rest.flatMap(base128)]));
};
const name = (cn: string) => sequence(tlv(0x31, sequence(oid("2.5.4.3"), tlv(0x0c, Buffer.from(cn)))));
const time = (at: Date) => tlv(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+/g, "")}`));
const RSA_SHA256 = sequence(oid("1.2.840.113549.1.1.11"), tlv(5));

type Pair = { publicKey: KeyObject; privateKey: KeyObject };
export type Made = { pem: string; base64: string; key: string; pair: Pair };

/** Signed by `by`, or by itself. `hosts`: of its subject alternative names. */
export function certificate(
  cn: string,
  {
    hosts = [],
    from = new Date("2020-01-01T00:00:00Z"),
    until = new Date("2099-01-01T00:00:00Z"),
    by,
    authority = false,
    pair = generateKeyPairSync("rsa", { modulusLength: 2048 }),
  }: {
    hosts?: string[];
    from?: Date;
    until?: Date;
    by?: { cn: string; made: Made };
    authority?: boolean;
    pair?: Pair;
  },
): Made {
  const extension = (id: string, value: Uint8Array) => sequence(oid(id), tlv(4, value));
  const extensions = [
    ...(authority ? [extension("2.5.29.19", sequence(tlv(1, Buffer.from([0xff]))))] : []),
    ...(hosts.length > 0
      ? [extension("2.5.29.17", sequence(...hosts.map((host) => tlv(0x82, Buffer.from(host)))))]
      : []),
  ];
  const body = sequence(
    tlv(0xa0, tlv(2, Buffer.from([2]))),
    tlv(2, Buffer.from([1 + Math.floor(Math.random() * 126)])),
    RSA_SHA256,
    name(by?.cn ?? cn),
    sequence(time(from), time(until)),
    name(cn),
    pair.publicKey.export({ type: "spki", format: "der" }),
    ...(extensions.length > 0 ? [tlv(0xa3, sequence(...extensions))] : []),
  ); // biome-ignore format: as X.509 has it
  const signed = createSign("sha256")
    .update(body)
    .sign(by?.made.pair.privateKey ?? pair.privateKey);
  const der = sequence(body, RSA_SHA256, tlv(3, Buffer.from([0]), signed));
  const base64 = der.toString("base64");
  const pem = `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join("\n")}\n-----END CERTIFICATE-----\n`;
  return { pem, base64, key: pair.privateKey.export({ type: "pkcs8", format: "pem" }) as string, pair };
}
