/** Bytes of a protocol-buffer message, growing as they come. */
export class Writer {
  bytes = new Uint8Array(4_096);
  length = 0;

  reset(): void {
    this.length = 0;
  }

  #need(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  /** Any whole number from 0 to 2⁵³. */
  varint(value: number): void {
    this.#need(10);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.length++] = rest;
  }

  /** Numbers below 2³², as geometry has them. */
  varints(values: Uint32Array, count: number): void {
    this.#need(count * 5);
    const { bytes } = this;
    let at = this.length;
    for (let i = 0; i < count; i++) {
      let rest = values[i]!;
      while (rest >= 0x80) {
        bytes[at++] = (rest & 0x7f) | 0x80;
        rest >>>= 7;
      }
      bytes[at++] = rest;
    }
    this.length = at;
  }

  raw(bytes: Uint8Array): void {
    this.#need(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A field with bytes: key, length, bytes. */
  message(field: number, bytes: Uint8Array): void {
    this.varint(field * 8 + 2);
    this.varint(bytes.length);
    this.raw(bytes);
  }

  number(field: number, value: number): void {
    this.varint(field * 8);
    this.varint(value);
  }

  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

/** Like `Array.push`, over a typed array. */
export class Numbers {
  values: Float64Array;
  length = 0;

  constructor(room = 1_024) {
    this.values = new Float64Array(room);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  trimmed(): Float64Array {
    return this.values.slice(0, this.length);
  }
}
