import type { Edition, FrameHeader } from './types.ts';

/** 2017: 24 hexadecimal digits (EPC-96); 2025: 24 of 0-9A-F assigned by the platform. */
const MN_24 = /^[0-9A-Fa-f]{24}$/;
/** Commands that only 2025 has [2]. */
const ONLY_2025 = new Set(['1002', '1014', '2013', '2052', '3022', '3024']);

/**
 * Edition of a frame from its head; null when the evidence is missing or conflicts (then the device's registration must settle it).
 * Flag bits 7–2 are 0, 1, 2 for 2005, 2017, 2025. They alone do not prove 2025: surface-water stations with an MN such as
 * `A110000_0001` used Flag 8/9 years before. Without Flag: 2005, whose uploads have none, unless a 24-digit MN speaks against it;
 * then a QN in the head speaks for 2017, and without one nothing does.
 */
export function editionOf(header: FrameHeader): Edition | null {
  return editionFrom(header, header.mn !== null && MN_24.test(header.mn));
}

/** The same when the form of MN is known already. */
export function editionFrom(header: FrameHeader, mnHex: boolean): Edition | null {
  const { flag, mn, cn } = header;
  if (flag === null) {
    if (header.rf !== null) return '2025';
    if (mnHex) return header.qn !== null ? '2017' : null;
    // The answers of 2005 to data and notices name no device.
    return mn === null || mn === '' ? (header.st === '91' ? '2005' : null) : '2005';
  }
  const version = flag >> 2;
  if (version === 0) return '2005';
  if (version === 1) return '2017';
  if (version !== 2) return null;
  if (header.rf !== null || (cn !== null && ONLY_2025.has(cn))) return '2025';
  if (mn === null || mn === '') return '2025';
  return mnHex ? '2025' : null;
}
