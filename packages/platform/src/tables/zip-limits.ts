/** How large an archive becomes when it is unpacked, as its own directory declares; unpackers hold it to that. */
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const MAX_COMMENT = 65_535;
const MAX_ENTRIES = 2_000;

/**
 * Sum of the unpacked sizes of a ZIP archive's entries.
 * @throws Error when it is no archive, is cut off, or has more entries than an office file ever has
 */
export function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_BYTES;
  const stop = Math.max(0, end - MAX_COMMENT);
  while (end >= stop && view.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < stop) throw new Error('not an XLSX file');
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES) throw new Error('too many parts');
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE)
      throw new Error('the file is cut off');
    // A size that needs ZIP64 counts as four gigabytes and is too large in any case.
    total += view.getUint32(at + 24, true);
    at +=
      ENTRY_BYTES +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return total;
}
