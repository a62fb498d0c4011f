import type { Problem } from '@tarim/kernel';
import { SOURCE_CODE_STANDARD, type SourceCategory } from '@tarim/standards';
import { problem } from '../problems.ts';
import { told } from '../told.ts';
import { RADIATION_PROBLEMS as P } from './problems.ts';

export interface SourceCode {
  readonly producer: string;
  /** 北京原子高科 …; null for a country or a producer that we do not know. */
  readonly producerZh: string | null;
  /** Null: unknown (NN). Two digits mean 1949 to 2048: no source is older than the republic's industry. */
  readonly year: number | null;
  readonly symbol: string;
  readonly nuclide: string | null;
  readonly serial: string;
  /** At manufacture; null: unknown (N). */
  readonly category: SourceCategory | null;
}
const CATEGORIES: readonly SourceCategory[] = ['I', 'II', 'III', 'IV', 'V'];
const PATTERN = new RegExp(SOURCE_CODE_STANDARD.data.pattern);
const CENTURY_FROM = 49;

/** Which part of twelve characters does not fit, as `12: 7`. */
function wrongPosition(code: string): string {
  const parts = [
    ['1-2', code.slice(0, 2), /^(?:\d\d|[A-Z]{2})$/],
    ['3-4', code.slice(2, 4), /^(?:\d\d|NN)$/],
    ['5-6', code.slice(4, 6), /^[A-Z0-9]{2}$/],
    ['7-11', code.slice(6, 11), /^[\dAB]\d{4}$/],
    ['12', code.slice(11), /^[1-5N]$/],
  ] as const;
  return parts
    .flatMap(([position, part, fits]) => (fits.test(part) ? [] : [`${position}: ${part}`]))
    .join(', ');
}

/** 放射源编码 (放射源编码规则, 2004): 12 positions of producer or country, year, nuclide, serial, category at manufacture. */
export function readSourceCode(given: unknown, problems: Problem[]): SourceCode | null {
  const code = typeof given === 'string' ? given.trim().toUpperCase() : '';
  if (!PATTERN.test(code)) {
    const why = code.length === 12 ? wrongPosition(code) : `${code.length} 位 positions ≠ 12`;
    problems.push(problem(P.code, { code: told(given), why }, 'code'));
    return null;
  }
  const { nuclides, producers } = SOURCE_CODE_STANDARD.data;
  const producer = code.slice(0, 2);
  const symbol = code.slice(4, 6);
  const year = code.slice(2, 4);
  const category = Number(code[11]);
  return {
    producer,
    producerZh: producers.find((one) => one.code === producer)?.zh ?? null,
    year: year === 'NN' ? null : Number(year) + (Number(year) < CENTURY_FROM ? 2_000 : 1_900),
    symbol,
    nuclide: nuclides.find((one) => one.symbol === symbol)?.nuclide ?? null,
    serial: code.slice(6, 11),
    category: CATEGORIES[category - 1] ?? null,
  };
}
