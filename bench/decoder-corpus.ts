import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Edition, encodeRecord, type Message } from '../packages/hj212/src/index.ts';

/** Small, fast, repeatable (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Shape {
  readonly st: string;
  readonly cn: string;
  readonly codes: readonly string[];
  readonly attrs: readonly string[];
}

/** What stations and outlets send: factors and attributes as in HJ 212-2017 annex C. */
const SHAPES: readonly Shape[] = [
  {
    st: '22',
    cn: '2011',
    codes: [
      'a21026',
      'a21004',
      'a21005',
      'a05024',
      'a34002',
      'a34004',
      'a01001',
      'a01002',
      'a01006',
      'a01007',
      'a01008',
    ],
    attrs: ['Rtd'],
  },
  {
    st: '22',
    cn: '2061',
    codes: [
      'a21026',
      'a21004',
      'a21005',
      'a05024',
      'a34002',
      'a34004',
      'a01001',
      'a01002',
      'a01006',
      'a01007',
      'a01008',
    ],
    attrs: ['Avg'],
  },
  {
    st: '31',
    cn: '2011',
    codes: ['a34013', 'a21026', 'a21002', 'a19001', 'a01011', 'a01012', 'a01013', 'a01014', 'a00000'],
    attrs: ['Rtd'],
  },
  {
    st: '31',
    cn: '2051',
    codes: ['a34013', 'a21026', 'a21002', 'a19001', 'a01011', 'a01012', 'a01014', 'a00000'],
    attrs: ['Min', 'Avg', 'Max'],
  },
  {
    st: '31',
    cn: '2061',
    codes: ['a34013', 'a21026', 'a21002'],
    attrs: ['Min', 'Avg', 'Max', 'ZsMin', 'ZsAvg', 'ZsMax', 'Cou'],
  },
  {
    st: '32',
    cn: '2051',
    codes: ['w01001', 'w01018', 'w21003', 'w21011', 'w21001', 'w00000'],
    attrs: ['Min', 'Avg', 'Max', 'Cou'],
  },
  {
    st: '32',
    cn: '2061',
    codes: ['w01001', 'w01018', 'w21003', 'w21011', 'w21001', 'w00000'],
    attrs: ['Min', 'Avg', 'Max', 'Cou'],
  },
];
const LEGACY: Readonly<Record<string, string>> = {
  a21026: '02',
  a21004: '04',
  a21005: '05',
  a05024: '08',
  a34002: '107',
  a34004: '121',
  a01001: '126',
  a01002: '128',
  a01006: '127',
  a01007: '129',
  a01008: '130',
  a34013: '01',
  a21002: '03',
  a19001: 'S01',
  a01011: 'S02',
  a01012: 'S03',
  a01013: 'S08',
  a01014: 'S05',
  a00000: 'B02',
  w01001: '001',
  w01018: '011',
  w21003: '060',
  w21011: '101',
  w21001: '065',
  w00000: 'B01',
};
const EDITIONS: readonly Edition[] = ['2005', '2017', '2017', '2017', '2025', '2025'];

/** Frames of all shapes and editions with seeded values, at least `bytes` long together. */
export function corpus(bytes: number, seed = 212): Uint8Array[] {
  const random = seeded(seed);
  const frames: Uint8Array[] = [];
  const start = Date.UTC(2026, 0, 1) - 8 * 3_600_000;
  let total = 0;
  for (let n = 0; total < bytes; n++) {
    const shape = SHAPES[Math.floor(random() * SHAPES.length)]!;
    const edition = EDITIONS[Math.floor(random() * EDITIONS.length)]!;
    const value = () => Math.round(random() * 10 ** (1 + Math.floor(random() * 4)) * 100) / 100;
    const message: Message = {
      edition,
      qn: edition === '2005' ? null : `20260101${String(n % 1_000_000_000).padStart(9, '0')}`,
      st: shape.st,
      cn: shape.cn,
      pw: '123456',
      mn:
        edition === '2005'
          ? `8888888${String(n % 5000).padStart(7, '0')}`
          : (n % 5000).toString(16).toUpperCase().padStart(24, '0'),
      ...(edition === '2005' ? { flag: null } : { answer: true }),
      dataTime: start + (n % 8760) * 3_600_000,
      items: shape.codes.map((code) => ({
        code: edition === '2005' ? LEGACY[code]! : code,
        attrs: {
          ...Object.fromEntries(shape.attrs.map((attr) => [attr, value()])),
          Flag: random() < 0.97 ? 'N' : 'D',
        },
      })),
    };
    for (const frame of encodeRecord(message)) {
      frames.push(frame);
      total += frame.length;
    }
  }
  return frames;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** MiB in use after a collection: what is really held, whatever room the engine keeps for its young generation. */
export function heldMiB(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return Number(((heapUsed + external) / 2 ** 20).toFixed(1));
}
