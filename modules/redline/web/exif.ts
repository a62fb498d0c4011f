/** When, where and in which direction a photograph was taken, as its camera wrote it. */
export interface PhotoFacts {
  /** ISO 8601 with offset; a camera that does not say its offset is taken to show Beijing time. */
  readonly takenAt?: string;
  readonly lon?: number;
  readonly lat?: number;
  /** Degrees clockwise from north, 0 ≤ b < 360. */
  readonly bearing?: number;
}

const [APP1, START_OF_SCAN] = [0xe1, 0xda];
const BEIJING = '+08:00';
/** Tags of EXIF 2.32. */
const TAG = { exif: 0x8769, gps: 0x8825, taken: 0x9003, offset: 0x9011 } as const;
const GPS = { latRef: 1, lat: 2, lonRef: 3, lon: 4, bearing: 17 } as const;
/** Bytes of a value by its type. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };
const MOST_ENTRIES = 500;

/**
 * Reads the EXIF block of a JPEG (EXIF 2.32, TIFF 6.0). Whatever is not there, or broken, is left out; files of other kinds give nothing.
 */
export function photoFacts(bytes: ArrayBuffer): PhotoFacts {
  try {
    const block = exifBlock(new DataView(bytes));
    return block ? factsOf(block) : {};
  } catch {
    // A view refuses to read past its end: the block says more than it has.
    return {};
  }
}

function exifBlock(view: DataView): DataView | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === START_OF_SCAN) return null;
    const length = view.getUint16(at + 2);
    // `Exif` and two zero bytes before the TIFF header.
    if (marker === APP1 && view.getUint32(at + 4) === 0x45786966)
      return new DataView(view.buffer, view.byteOffset + at + 10, length - 8);
    at += 2 + length;
  }
  return null;
}

function factsOf(block: DataView): PhotoFacts {
  const little = block.getUint16(0) === 0x4949;
  const main = directory(block, block.getUint32(4, little), little);
  const under = (tag: number) => {
    const at = main.get(tag)?.number();
    return at === undefined ? new Map<number, Value>() : directory(block, at, little);
  };
  const exif = under(TAG.exif);
  const gps = under(TAG.gps);
  const taken = instantOf(exif.get(TAG.taken)?.text(), exif.get(TAG.offset)?.text());
  const lat = degreesOf(gps.get(GPS.lat), gps.get(GPS.latRef)?.text(), 'S', 90);
  const lon = degreesOf(gps.get(GPS.lon), gps.get(GPS.lonRef)?.text(), 'W', 180);
  const bearing = gps.get(GPS.bearing)?.rationals()[0];
  return {
    ...(taken ? { takenAt: taken } : {}),
    ...(lat !== null && lon !== null ? { lon, lat } : {}),
    ...(bearing !== undefined && Number.isFinite(bearing) && bearing >= 0 && bearing <= 360
      ? { bearing: bearing % 360 }
      : {}),
  };
}

interface Value {
  number(): number;
  text(): string;
  rationals(): number[];
}

function directory(block: DataView, offset: number, little: boolean): Map<number, Value> {
  const entries = Math.min(block.getUint16(offset, little), MOST_ENTRIES);
  const values = new Map<number, Value>();
  for (let index = 0; index < entries; index++) {
    const at = offset + 2 + 12 * index;
    const type = block.getUint16(at + 2, little);
    const count = block.getUint32(at + 4, little);
    const size = (SIZES[type] ?? 0) * count;
    if (size === 0) continue;
    // Up to four bytes stand in the entry itself.
    const from = size <= 4 ? at + 8 : block.getUint32(at + 8, little);
    values.set(block.getUint16(at, little), {
      number: () => (type === 3 ? block.getUint16(from, little) : block.getUint32(from, little)),
      text: () =>
        Array.from({ length: Math.min(count, 100) }, (_, i) => String.fromCharCode(block.getUint8(from + i)))
          .join('')
          .split('\0')[0]!
          .trim(),
      rationals: () =>
        Array.from(
          { length: Math.min(count, 3) },
          (_, i) => block.getUint32(from + 8 * i, little) / block.getUint32(from + 8 * i + 4, little),
        ),
    });
  }
  return values;
}

/** `2026:11:24 11:00:00` → `2026-11-24T11:00:00+08:00` */
function instantOf(text: string | undefined, offset: string | undefined): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text ?? '');
  if (!parts) return null;
  const zone = /^[+-]\d\d:\d\d$/.test(offset ?? '') ? offset : BEIJING;
  const iso = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

function degreesOf(
  value: Value | undefined,
  ref: string | undefined,
  negative: string,
  most: number,
): number | null {
  const [degrees, minutes = 0, seconds = 0] = value?.rationals() ?? [];
  if (degrees === undefined) return null;
  const size = degrees + minutes / 60 + seconds / 3_600;
  if (!Number.isFinite(size) || size > most) return null;
  return Math.round(1e7 * (ref === negative ? -size : size)) / 1e7;
}
