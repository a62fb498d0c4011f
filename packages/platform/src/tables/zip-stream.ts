import { once } from 'node:events';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

/** A file inside an archive; its content comes piece by piece. */
export interface ZipEntry {
  readonly name: string;
  readonly content: AsyncIterable<Buffer> | Iterable<Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

const VERSION = 20;
/** Sizes follow the content (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1980-01-01: the bytes of an archive follow from its content. */
const DATE = 0x21;

/** A ZIP archive as it grows: nothing is held but the list of its files. Compression runs on the thread pool. */
export async function* zipStream(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    writeCommon(head, 4);
    head.writeUInt16LE(name.length, 26);
    yield head;
    yield name;
    const sums = { crc: 0, size: 0 };
    let packed = 0;
    for await (const part of deflated(entry.content, sums)) {
      packed += part.length;
      yield part;
    }
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(sums.crc, 4);
    tail.writeUInt32LE(packed, 8);
    tail.writeUInt32LE(sums.size, 12);
    yield tail;
    written.push({ name, offset, packed, ...sums });
    offset += head.length + name.length + packed + tail.length;
  }
  yield* directory(written, offset);
}

async function* deflated(
  content: ZipEntry['content'],
  sums: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  // Speed before size: nobody waits for the last percent of a table.
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  const feed = async () => {
    for await (const part of content) {
      sums.crc = crc32(part, sums.crc);
      sums.size += part.length;
      if (!deflate.write(part)) await once(deflate, 'drain');
    }
    deflate.end();
  };
  const feeding = feed().catch((error: Error) => deflate.destroy(error));
  yield* deflate as AsyncIterable<Buffer>;
  await feeding;
}

function writeCommon(into: Buffer, at: number): void {
  into.writeUInt16LE(VERSION, at);
  into.writeUInt16LE(FLAGS, at + 2);
  into.writeUInt16LE(DEFLATE, at + 4);
  into.writeUInt16LE(DATE, at + 8);
}

function* directory(written: readonly Written[], offset: number): Generator<Buffer> {
  let size = 0;
  for (const one of written) {
    const row = Buffer.alloc(46);
    row.writeUInt32LE(0x02014b50, 0);
    row.writeUInt16LE(VERSION, 4);
    writeCommon(row, 6);
    row.writeUInt32LE(one.crc, 16);
    row.writeUInt32LE(one.packed, 20);
    row.writeUInt32LE(one.size, 24);
    row.writeUInt16LE(one.name.length, 28);
    row.writeUInt32LE(one.offset, 42);
    size += row.length + one.name.length;
    yield row;
    yield one.name;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}
