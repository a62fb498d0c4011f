/** Bytes that a client asks for, both ends included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * One range of RFC 9110 (14.1.2) over `size` bytes. Null: none is asked for, or one that a server may pass over (several ranges, other
 * units, text that is no range), so that the whole is sent; `outside`: nothing of it is there.
 */
export function byteRangeOf(header: string | undefined, size: number): ByteRange | 'outside' | null {
  const asked = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? '');
  if (!asked) return null;
  const [, first = '', last = ''] = asked;
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Number(last);
    return length === 0 || size === 0 ? 'outside' : { from: Math.max(0, size - length), to: size - 1 };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return null;
  if (from >= size) return 'outside';
  return { from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
