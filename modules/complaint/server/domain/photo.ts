const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const COMMENT = 0xfe;
/** APP1…APP15: what cameras write (EXIF with place and device, XMP, IPTC); APP0 is JFIF's own. */
const isNote = (kind: number): boolean => (kind >= 0xe1 && kind <= 0xef) || kind === COMMENT;

/**
 * A JPEG without what its camera wrote into it: place, device and time would tell who took it. Null: it is none, or is cut off.
 * Segments are those of ITU-T T.81, annex B.
 */
export function withoutNotes(jpeg: Uint8Array): Uint8Array | null {
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
