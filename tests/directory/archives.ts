import { gzipSync } from "node:zlib";
import tar from "tar-stream";
import yazl from "yazl";

type Files = Record<string, string | Buffer>;

async function gather(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

export async function zip(files: Files): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  return gather(archive.outputStream as unknown as AsyncIterable<Buffer>);
}

export async function tarball(files: Files): Promise<Buffer> {
  const pack = tar.pack();
  for (const [name, content] of Object.entries(files)) pack.entry({ name }, Buffer.from(content));
  pack.finalize();
  return gather(pack as unknown as AsyncIterable<Buffer>);
}

export const targz = async (files: Files) => gzipSync(await tarball(files));
