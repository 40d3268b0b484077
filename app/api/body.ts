import { sentences } from "./messages.ts";
import { ApiProblem } from "./problem.ts";

/** A declaration that names 50,000 schools weighs some 600 KB. */
export const LARGEST_BODY = 1024 * 1024;

/**
 * The JSON object of a request.
 * @throws ApiProblem 415 for another type, 413 above 1 MB, 400 when it is no JSON object.
 */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  requireJson(request.headers);
  const bytes = await readBytes(request);
  if (bytes.length === 0) throw new ApiProblem("bad-request", sentences.noBody);
  const body = parseJson(textOf(bytes));
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ApiProblem("bad-request", sentences.notObject);
  return body as Record<string, unknown>;
}

function requireJson(headers: Headers) {
  const [type = "", ...parameters] = (headers.get("Content-Type") ?? "").toLowerCase().split(";");
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith("charset="));
  const plain = !charset || /^charset="?utf-?8"?$/.test(charset);
  const encoding = headers.get("Content-Encoding") ?? "identity";
  if (type.trim() !== "application/json" || !plain || encoding !== "identity")
    throw new ApiProblem("unsupported-type", sentences.contentType);
}

/** Counts while reading: a length announced is not a length kept. @throws ApiProblem 413 above 1 MB. */
export async function readBytes(request: Request): Promise<Uint8Array> {
  const tooLarge = () => new ApiProblem("too-large", sentences.tooLarge);
  if (Number(request.headers.get("Content-Length") ?? 0) > LARGEST_BODY) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > LARGEST_BODY) {
      await reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiProblem("malformed-json", sentences.notUtf8);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // V8 quotes the text it stumbled on; where is enough.
    const where = (error as Error).message.match(/position (\d+)/)?.[1];
    throw new ApiProblem(
      "malformed-json",
      where ? `${sentences.notJson.slice(0, -1)} (caractère ${where}).` : sentences.notJson,
    );
  }
}
