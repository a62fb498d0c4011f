import { crcHex, frameData, modbusCrc } from '@tarim/hj212';

/** Habits of loggers met in the field. The platform has to understand all of them but the last, and to name each one. */
export const ODDITIES = [
  /** CRC in lower case. */
  'lower-crc',
  /** Frames that do not end in CR LF. */
  'no-line-end',
  /** DataTime with milliseconds (17 digits). */
  'long-data-time',
  /** `-flag` instead of `-Flag`. */
  'lower-flag',
  /** No password. */
  'empty-pw',
  /** LEN also counts `##` and itself. */
  'length-plus-six',
  /** The data area is not closed by `&&`. */
  'unclosed',
  /** CRC made by the Modbus algorithm: nothing of it can be accepted. */
  'modbus-crc',
] as const;
export type Oddity = (typeof ODDITIES)[number];

/** The frame as a logger with this habit would write it. Only for frames that are not encrypted. */
export function withOddity(frame: Uint8Array, oddity: Oddity | null): Uint8Array {
  if (oddity === null) return frame;
  const text = Buffer.from(frame).toString('latin1');
  const data = text.slice(6, -6);
  switch (oddity) {
    case 'lower-crc':
      return Buffer.from(`${text.slice(0, -6)}${text.slice(-6).toLowerCase()}`, 'latin1');
    case 'no-line-end':
      return frame.subarray(0, frame.length - 2);
    case 'long-data-time':
      return again(data.replace(/DataTime=(\d{14})(?!\d)/g, 'DataTime=$1000'), frame);
    case 'lower-flag':
      return again(data.replaceAll('-Flag=', '-flag='), frame);
    case 'empty-pw':
      return again(data.replace(/PW=[^;]*;/, 'PW=;'), frame);
    case 'length-plus-six':
      return Buffer.from(`##${String(data.length + 6).padStart(4, '0')}${text.slice(6)}`, 'latin1');
    case 'unclosed':
      return again(data.replace(/&&$/, ''), frame);
    case 'modbus-crc':
      return Buffer.from(
        `${text.slice(0, -6)}${crcHex(modbusCrc(Buffer.from(data, 'latin1')))}\r\n`,
        'latin1',
      );
  }
}

/** Frames changed DATA again; a change that would make it too long is not made. */
function again(data: string, before: Uint8Array): Uint8Array {
  return data.length > 1_024 ? before : frameData(Buffer.from(data, 'latin1'));
}
