import type { SpectrumCurve, SpectrumFormat } from '../../contract.ts';

/** Multichannel analysers have up to 16,384 channels. */
const MOST_CHANNELS = 16_384;
const HEAD = /^\s*"?(channel|ch|道址|energy|energy_kev|kev|能量)"?\s*[,;\t]/i;
const ENERGY = /^\s*"?(energy|energy_kev|kev|能量)/i;

/** Why a file is no spectrum; `line` counts from one. */
export type SpectrumRefusal = { readonly why: 'binary' } | { readonly why: 'line'; readonly line: number };

export interface ReadSpectrum {
  readonly format: SpectrumFormat;
  readonly curve: SpectrumCurve | null;
}

/**
 * What a file is: N42 by its root element, CSV by lines of two numbers (channel or energy in keV, counts) with or without a head, text
 * otherwise. A CSV has channels that go up, counts that are not below zero, and two lines at least; one that begins as such a table
 * and does not go on as one is refused with its line, not kept as text.
 */
export function readSpectrum(bytes: Uint8Array): ReadSpectrum | SpectrumRefusal {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { why: 'binary' };
  }
  if (text.trim() === '' || text.includes('\u0000')) return { why: 'binary' };
  if (/<(?:\w+:)?(?:RadInstrumentData|N42InstrumentData)[\s>]/.test(text.slice(0, 4_096)))
    return { format: 'n42', curve: null };
  const lines = text.split(/\r\n|\n|\r/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  const headed = HEAD.test(lines[0]!);
  if (!headed && !pairOf(lines[0]!)) return { format: 'text', curve: null };
  const first = headed ? 1 : 0;
  const x: number[] = [];
  const counts: number[] = [];
  for (let i = first; i < lines.length; i++) {
    const pair = pairOf(lines[i]!);
    const goesUp = pair && (x.length === 0 || pair[0] > x.at(-1)!);
    if (!pair || !goesUp || pair[1] < 0 || x.length === MOST_CHANNELS) return { why: 'line', line: i + 1 };
    x.push(pair[0]);
    counts.push(pair[1]);
  }
  if (x.length < 2) return { why: 'line', line: lines.length };
  return {
    format: 'csv',
    curve: { axis: headed && ENERGY.test(lines[0]!) ? 'energy' : 'channel', x, counts },
  };
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function pairOf(line: string): [number, number] | null {
  const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
  if (cells.length !== 2 || !cells.every((cell) => NUMBER.test(cell))) return null;
  return [Number(cells[0]), Number(cells[1])];
}
