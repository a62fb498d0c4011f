import type { AttrValue } from './types.ts';

/** How the value of an attribute is read. */
export const NUMBER = 0;
/** A number when it looks like one and loses nothing as such (no leading zeros, at most 15 digits), else text. */
export const EITHER = 1;
export const TEXT = 2;

/** Attributes of HJ 212 (2005, 2017, 2025): how their values are read. */
const KINDS: Readonly<Record<string, number>> = {
  Rtd: NUMBER,
  Min: NUMBER,
  Avg: NUMBER,
  Max: NUMBER,
  Cou: NUMBER,
  ZsRtd: NUMBER,
  ZsMin: NUMBER,
  ZsAvg: NUMBER,
  ZsMax: NUMBER,
  Data: NUMBER,
  DayData: NUMBER,
  NightData: NUMBER,
  RS: NUMBER,
  RT: NUMBER,
  Ala: NUMBER,
  UpValue: NUMBER,
  LowValue: NUMBER,
  DayStdValue: NUMBER,
  NightStdValue: NUMBER,
  SampleRd: NUMBER,
  StandardValue: NUMBER,
  Flag: TEXT,
  EFlag: TEXT,
  SampleTime: TEXT,
  CompleteTime: TEXT,
  SampleType: TEXT,
  SN: TEXT,
  // A site's information is told as it is kept there: 1.10 is not 1.1, and 0012 is not 12.
  Info: TEXT,
  InfoId: TEXT,
  PolId: TEXT,
};
const SPELLED: ReadonlyMap<string, string> = new Map(
  Object.keys(KINDS).map((name) => [name.toLowerCase(), name]),
);

export function kindOf(attr: string): number {
  return Object.hasOwn(KINDS, attr) ? KINDS[attr]! : EITHER;
}

/** The standard's spelling of an attribute written in another case (`-flag`); null when it is none. */
export function standardSpelling(attr: string): string | null {
  const spelled = SPELLED.get(attr.toLowerCase());
  return spelled !== undefined && spelled !== attr ? spelled : null;
}

/** Sets an attribute, as an own property even if it is called `__proto__`. False when the attribute is there already. */
export function setAttr(attrs: Record<string, AttrValue>, name: string, value: AttrValue): boolean {
  if (Object.hasOwn(attrs, name)) return false;
  if (name === '__proto__')
    Object.defineProperty(attrs, name, { value, enumerable: true, configurable: true, writable: true });
  else attrs[name] = value;
  return true;
}
