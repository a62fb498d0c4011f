import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Uint8Array): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

function pngOf(width: number, height: number, colourType: 3 | 6, rows: Uint8Array, more: Buffer[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colourType, 0, 0, 0], 8);
  // Tiles are made while somebody waits: a quick level costs a few per cent of size.
  const data = deflateSync(rows, { level: colourType === 3 ? 6 : 3 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    ...more,
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** A PNG (ISO/IEC 15948) of red, green, blue and opacity, a byte each, row by row from the top. */
export function pngOfColours(width: number, height: number, rgba: Uint8Array): Buffer {
  const stride = 4 * width;
  const rows = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    const [from, to] = [y * stride, y * (stride + 1)];
    // Each byte less the one above it: photographs pack better so.
    rows[to] = y === 0 ? 0 : 2;
    if (y === 0) rows.set(rgba.subarray(0, stride), 1);
    else for (let i = 0; i < stride; i++) rows[to + 1 + i] = rgba[from + i]! - rgba[from - stride + i]!;
  }
  return pngOf(width, height, 6, rows, []);
}

/**
 * A PNG of numbers of a palette.
 * @param palette up to 256 colours as red, green, blue, opacity
 */
export function pngOfPalette(width: number, height: number, cells: Uint8Array, palette: Uint8Array): Buffer {
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(cells.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const count = palette.length / 4;
  const [colours, opacity] = [new Uint8Array(3 * count), new Uint8Array(count)];
  for (let i = 0; i < count; i++) {
    colours.set(palette.subarray(4 * i, 4 * i + 3), 3 * i);
    opacity[i] = palette[4 * i + 3]!;
  }
  return pngOf(width, height, 3, rows, [chunk('PLTE', colours), chunk('tRNS', opacity)]);
}
