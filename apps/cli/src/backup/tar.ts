/** The little of tar (POSIX ustar, sizes as GNU writes them) that a backup in one file needs; `tar -xf` reads it. */
export const BLOCK = 512;

export interface TarHeader {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
  readonly folder: boolean;
}

/** Eleven octal digits: 8 GiB. */
const MOST_OCTAL = 0o77777777777;

/** Bytes up to the next whole block. */
export const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

export function writeHeader({ path, size, mode, folder }: TarHeader, atSeconds: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const [prefix, name] = splitName(folder ? `${path}/` : path);
  block.write(name, 0, 'utf8');
  octal(block, 100, 8, mode);
  octal(block, 108, 8, 0);
  octal(block, 116, 8, 0);
  if (size <= MOST_OCTAL) octal(block, 124, 12, size);
  else {
    // Base 256 behind a set bit.
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  octal(block, 136, 12, atSeconds);
  block.write(folder ? '5' : '0', 156, 'latin1');
  block.write('ustar\0', 257, 'latin1');
  block.write('00', 263, 'latin1');
  block.write(prefix, 345, 'utf8');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Null: the end of the archive. @throws Error when it is no header */
export function readHeader(block: Buffer): TarHeader | null {
  if (block.every((byte) => byte === 0)) return null;
  if (Number.parseInt(text(block, 148, 8), 8) !== checksum(block)) throw new Error('no tar header');
  const prefix = text(block, 345, 155);
  const name = prefix === '' ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`;
  const large = (block[124]! & 0x80) !== 0;
  return {
    path: name.replace(/\/$/, ''),
    size: large ? Number(block.readBigUInt64BE(128)) : Number.parseInt(text(block, 124, 12), 8),
    mode: Number.parseInt(text(block, 100, 8), 8),
    folder: block[156] === 0x35,
  };
}

/** A name longer than 100 bytes is parted at a slash. */
function splitName(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  for (let at = path.indexOf('/'); at > 0 && at < path.length - 1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return [prefix, name];
  }
  throw new Error(`the name is too long for tar: ${path}`);
}

function octal(block: Buffer, at: number, length: number, value: number): void {
  block.write(
    `${Math.floor(value)
      .toString(8)
      .padStart(length - 1, '0')}\0`,
    at,
    'latin1',
  );
}

function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end).trim();
}

/** Sum of the bytes with the sum's own field as blanks. */
function checksum(block: Buffer): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 0x20 : block[i]!;
  return sum;
}
