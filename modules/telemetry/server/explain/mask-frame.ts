import { HJ212_PROBLEMS } from '@tarim/hj212';

/** Secrets that travel in a frame, also where their names are spelled oddly or the `=` is lost. */
const SECRET = /((?:^|[;,&\s\d])(?:New)?(?:PW|SK)(?:\s*[=:]|(?=\d))\s*)([^;,&\r\n]*)/gi;
/** Whatever stands behind the data area, up to the line end: the CRC, in any of the forms that devices give it. */
const TRAILER = /(&&|[^0-9A-Fa-f&])([0-9A-Fa-f]{1,6})(\**\s*)$/;
const hidden = (text: string): string => '*'.repeat(text.length);

/**
 * A frame's bytes for people outside, with passwords and keys replaced; lengths stay, so that offsets still fit. The CRC is
 * hidden with them: of the million passwords of six digits it leaves some four thousand, which can be tried one by one.
 */
export function maskFrame(payload: Uint8Array): Uint8Array {
  const text = Buffer.from(payload).toString('latin1');
  const masked = text.replace(SECRET, (_whole, name: string, value: string) => name + hidden(value));
  if (masked === text) return payload;
  return Buffer.from(hideCrc(masked), 'latin1');
}

/** What is hidden in a frame could be tried against its CRC. */
export function hideCrc(text: string): string {
  return text.replace(
    TRAILER,
    (_whole, before: string, crc: string, end: string) => before + hidden(crc) + end,
  );
}

interface Said {
  readonly code: string;
  readonly message: string;
}

/** Problems without what they quote from the frame: the CRC as it was read and as it should be, pieces of a broken head. */
export function maskProblems(problems: readonly Said[], language: 'zh' | 'en'): Said[] {
  const texts = new Map(Object.values(HJ212_PROBLEMS).map((one) => [one.code as string, one[language]]));
  return problems.map(({ code }) => ({ code, message: (texts.get(code) ?? code).replace(/\{\w+\}/g, '…') }));
}
