import { deflateSync } from 'node:zlib';

const [WIDTH, HEIGHT] = [240, 160];

/** CRC-32 of PNG (ISO 3309). */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * A drawn picture that stands for a photograph in the simulated region: sky over ground of one colour, hatched so that nobody takes it
 * for one. PNG, RGB.
 */
export function simulatedPicture([red, green, blue]: readonly [number, number, number]): Buffer {
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const sky = y < HEIGHT * 0.4;
      const hatch = (x + y) % 24 === 0 ? -28 : 0;
      const shade = sky ? y : (y - HEIGHT * 0.4) / 3;
      const colour = sky ? [150 + shade, 185 + shade / 2, 215] : [red - shade, green - shade, blue - shade];
      for (let band = 0; band < 3; band++)
        rows[y * (WIDTH * 3 + 1) + 1 + x * 3 + band] = Math.max(0, Math.min(255, colour[band]! + hatch));
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}
