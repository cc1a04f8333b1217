/** Reads lines and counted bytes off a stream, holding no more than is asked for. Fails with a RangeError where the stream ends too early. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async bytes(count: number): Promise<Buffer> {
    if (this.#held.length < count) {
      const parts = [this.#held];
      let length = this.#held.length;
      while (length < count) {
        const part = await this.#next();
        parts.push(part);
        length += part.length;
      }
      this.#held = Buffer.concat(parts);
    }
    return this.#take(count);
  }

  /** Up to the next line feed, which is not given. Refuses a line longer than `longest` bytes. */
  async line(longest: number): Promise<string> {
    let from = 0;
    for (;;) {
      const end = this.#held.indexOf(10, from);
      if (end >= 0) return this.#take(end + 1).toString('utf8', 0, end);
      from = this.#held.length;
      if (from > longest) throw new RangeError('line too long');
      this.#held = Buffer.concat([this.#held, await this.#next()]);
    }
  }

  async atEnd(): Promise<boolean> {
    return this.#held.length === 0 && (await this.#chunks.next()).done === true;
  }

  async #next(): Promise<Buffer> {
    const { done, value } = await this.#chunks.next();
    if (done) throw new RangeError('the stream ends too early');
    return value;
  }

  #take(count: number): Buffer {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }
}
