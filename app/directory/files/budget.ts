import { ImportRefused } from "../report.ts";

const GIGABYTE = 1024 ** 3;
/** An AAF export of a whole académie is half a gigabyte. */
const MOST = 8 * GIGABYTE;
/** XML of an AAF shrinks some thirty times; a bomb, a thousand. */
const RATIO = 200;
/** Below this, a high ratio harms nobody. */
const HARMLESS = 64 * 1024 ** 2;
const FILES = 1000;

/** What one archive may unfold into, in bytes really read, not in bytes it claims. */
export class Budget {
  readonly #file: string;
  readonly #size: number;
  #spent = 0;
  #files = 0;

  constructor(file: string, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** Hands the chunks on and stops the import when the archive turns out to be a bomb. */
  async *spend(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.#spent += chunk.length;
      if (this.#spent > MOST || (this.#spent > HARMLESS && this.#spent > this.#size * RATIO))
        throw new ImportRefused(
          this.#file,
          null,
          `l'archive se déplie en plus de ${Math.floor(this.#spent / 1024 ** 2)} Mo pour ${this.#size} octets : refusée`,
        );
      yield chunk;
    }
  }

  /** Counts a file of the archive and refuses a name that points outside it. */
  file(name: string) {
    if (++this.#files > FILES)
      throw new ImportRefused(this.#file, null, `l'archive contient plus de ${FILES} fichiers : refusée`);
    if (/^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(name))
      throw new ImportRefused(this.#file, null, "l'archive contient un chemin interdit (« .. » ou absolu)");
  }
}
