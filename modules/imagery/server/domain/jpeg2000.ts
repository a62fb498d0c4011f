/** What the first bytes of a JPEG 2000 file say (ISO/IEC 15444-1, annexes A and I). */
export interface Jpeg2000Head {
  /** Cells of all components; null where the size stands further behind. */
  readonly cells: number | null;
}

/** Enough for the boxes before the size, and for the first marker of a bare code stream. */
export const HEAD_BYTES = 512;

const SIGNATURE = 'jP  ';
const SIZE_BOX = Buffer.from('ihdr', 'latin1');
const START_AND_SIZE = 0xff4fff51;

/** @returns null where it is no JPEG 2000 */
export function jpeg2000Head(head: Buffer): Jpeg2000Head | null {
  // A bare code stream: after the markers of start and size stand its length, its profile, and the size of the reference grid.
  if (head.length >= 16 && head.readUInt32BE(0) === START_AND_SIZE)
    return { cells: head.readUInt32BE(8) * head.readUInt32BE(12) };
  if (head.toString('latin1', 4, 8) !== SIGNATURE) return null;
  const at = head.indexOf(SIZE_BOX) + SIZE_BOX.length;
  // Height, width, components.
  if (at < SIZE_BOX.length || at + 10 > head.length) return { cells: null };
  return { cells: head.readUInt32BE(at) * head.readUInt32BE(at + 4) * head.readUInt16BE(at + 8) };
}
