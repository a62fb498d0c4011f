const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const COMMENT = 0xfe;
/** APP1…APP15: what cameras write (EXIF with place and device, XMP, IPTC); APP0 is JFIF's own. */
const isNote = (kind: number): boolean => (kind >= 0xe1 && kind <= 0xef) || kind === COMMENT;

/**
 * A JPEG without what its camera wrote into it: place, device and time would tell who took it. Null: it is none, or is cut off.
 * Segments are those of ITU-T T.81, annex B.
 */
function jpegWithoutNotes(jpeg: Uint8Array): Uint8Array | null {
  if (jpeg[0] !== MARKER || jpeg[1] !== 0xd8) return null;
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length) {
    const kind = jpeg[at + 1]!;
    if (jpeg[at] !== MARKER) return null;
    const end = at + 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
    if (kind === START_OF_SCAN) {
      kept.push(jpeg.subarray(at));
      return Buffer.concat(kept);
    }
    if (!isNote(kind)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return null;
}

const PNG_SIGN = '89504e470d0a1a0a';
/** Chunks that say something beside the picture (PNG 3rd edition, 11.3; eXIf holds what a JPEG holds in APP1). */
const PNG_NOTES: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

/** A PNG without its notes. Null: it is none, or is cut off. */
function pngWithoutNotes(png: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (bytes.subarray(0, 8).toString('hex') !== PNG_SIGN) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const kind = bytes.subarray(at + 4, at + 8).toString('latin1');
    if (!PNG_NOTES.has(kind)) kept.push(bytes.subarray(at, end));
    // What follows the end is no picture.
    if (kind === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}

/** A JPEG or PNG without what its camera wrote into it: place, device, time. Null: it is neither, or is cut off. */
export function withoutCameraNotes(picture: Uint8Array): Uint8Array | null {
  return jpegWithoutNotes(picture) ?? pngWithoutNotes(picture);
}
