import type { AttrValue } from './types.ts';

/**
 * The usual item: numbers under the usual names, and a mark. Such an item is gathered in a typed array and becomes an object in one
 * allocation; everything else goes the general way (`setAttr`). Decoding spends most of its time here.
 */

export const RTD = 1;
export const MIN = 2;
export const AVG = 3;
export const MAX = 4;
export const COU = 5;
export const ZS_RTD = 6;
export const ZS_MIN = 7;
export const ZS_AVG = 8;
export const ZS_MAX = 9;
export const FLAG = 10;
/** Not one of the usual names. */
export const OTHER = 0;

const NAMES = ['', 'Rtd', 'Min', 'Avg', 'Max', 'Cou', 'ZsRtd', 'ZsMin', 'ZsAvg', 'ZsMax', 'Flag'];

const pack = (text: string): number => [...text].reduce((value, c) => (value << 8) | c.charCodeAt(0), 0);
const P_RTD = pack('Rtd');
const P_MIN = pack('Min');
const P_AVG = pack('Avg');
const P_MAX = pack('Max');
const P_COU = pack('Cou');
const P_FLAG = pack('Flag');
/** Length of a usual name; 0 for OTHER. */
const LENGTHS = Uint8Array.from(NAMES, (name) => name.length);
export function nameLength(name: number): number {
  return LENGTHS[name]!;
}

const EQUALS = 0x3d;

/** Which usual name, followed by `=`, stands at `at`. */
export function usualName(buf: Uint8Array, at: number, to: number): number {
  if (at + 5 >= to) return at + 3 < to ? usualShort(buf, at) : OTHER;
  if (buf[at] === 0x5a && buf[at + 1] === 0x73 && buf[at + 5] === EQUALS) {
    const short = threeLetters(buf, at + 2);
    return short === OTHER || short === COU ? OTHER : short === RTD ? ZS_RTD : short + ZS_MIN - MIN;
  }
  return usualShort(buf, at);
}

function usualShort(buf: Uint8Array, at: number): number {
  if (buf[at + 3] === EQUALS) return threeLetters(buf, at);
  if (
    buf[at + 4] === EQUALS &&
    ((buf[at]! << 24) | (buf[at + 1]! << 16) | (buf[at + 2]! << 8) | buf[at + 3]!) === P_FLAG
  )
    return FLAG;
  return OTHER;
}

function threeLetters(buf: Uint8Array, at: number): number {
  const packed = (buf[at]! << 16) | (buf[at + 1]! << 8) | buf[at + 2]!;
  if (packed === P_RTD) return RTD;
  if (packed === P_AVG) return AVG;
  if (packed === P_MIN) return MIN;
  if (packed === P_MAX) return MAX;
  if (packed === P_COU) return COU;
  return OTHER;
}

/** Numbers that fit a signature of four bits each. */
export const MOST_NUMBERS = 7;
/** Numbers of the item that is being read. */
export const numbers = new Float64Array(MOST_NUMBERS);

const S_MAM = 0x234;
const S_MAMC = 0x2345;
const S_CMAM = 0x5234;
const S_MAMZ = 0x234789;
const S_MAMZC = 0x2347895;
const S_CMAMZ = 0x5234789;
const S_PAIRS = 0x273849;

/** Attributes from `numbers[0, count)`; `signature` holds their names in order, four bits each; `flag` is '' when there is none. */
export function buildAttrs(signature: number, count: number, flag: string): Record<string, AttrValue> {
  const n = numbers;
  if (flag !== '') {
    switch (signature) {
      case RTD:
        return { Rtd: n[0]!, Flag: flag };
      case AVG:
        return { Avg: n[0]!, Flag: flag };
      case S_MAM:
        return { Min: n[0]!, Avg: n[1]!, Max: n[2]!, Flag: flag };
      case S_MAMC:
        return { Min: n[0]!, Avg: n[1]!, Max: n[2]!, Cou: n[3]!, Flag: flag };
      case S_CMAM:
        return { Cou: n[0]!, Min: n[1]!, Avg: n[2]!, Max: n[3]!, Flag: flag };
      case S_MAMZ:
        return { Min: n[0]!, Avg: n[1]!, Max: n[2]!, ZsMin: n[3]!, ZsAvg: n[4]!, ZsMax: n[5]!, Flag: flag };
      case S_MAMZC:
        return {
          Min: n[0]!,
          Avg: n[1]!,
          Max: n[2]!,
          ZsMin: n[3]!,
          ZsAvg: n[4]!,
          ZsMax: n[5]!,
          Cou: n[6]!,
          Flag: flag,
        };
      case S_CMAMZ:
        return {
          Cou: n[0]!,
          Min: n[1]!,
          Avg: n[2]!,
          Max: n[3]!,
          ZsMin: n[4]!,
          ZsAvg: n[5]!,
          ZsMax: n[6]!,
          Flag: flag,
        };
      case S_PAIRS:
        return { Min: n[0]!, ZsMin: n[1]!, Avg: n[2]!, ZsAvg: n[3]!, Max: n[4]!, ZsMax: n[5]!, Flag: flag };
      case 0x16:
        return { Rtd: n[0]!, ZsRtd: n[1]!, Flag: flag };
    }
  } else if (signature === RTD) return { Rtd: n[0]! };
  else if (signature === AVG) return { Avg: n[0]! };
  const attrs: Record<string, AttrValue> = {};
  for (let i = 0; i < count; i++) attrs[NAMES[(signature >>> (4 * (count - 1 - i))) & 15]!] = n[i]!;
  if (flag !== '') attrs.Flag = flag;
  return attrs;
}

/** One-character strings by code: marks are made of nothing else. */
export const CHARACTERS: readonly string[] = Array.from({ length: 128 }, (_, code) =>
  String.fromCharCode(code),
);
