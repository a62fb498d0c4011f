import type { Problem } from '@tarim/kernel';
import { VOC_MP_XYLENE, type VocSpecies, vocByName } from '@tarim/standards';
import { problem } from '../problems.ts';
import { VOC_PROBLEMS as P } from './problems.ts';

/** A concentration as somebody gives it: a figure, `<0.02` or `ND` below detection (未检出), null when there is none. */
export type VocValue = number | string | null;

export interface VocReading {
  readonly species: VocSpecies;
  readonly state: 'measured' | 'below';
  /** In the unit of the input: below detection the limit, null where it is not told. */
  readonly value: number | null;
}

const BELOW = /^<\s*(\d+\.?\d*|\.\d+)\s*L?$/;
const NOT_FOUND = new Set(['nd', 'n.d.', 'bdl', '未检出', '<dl', '<mdl', '<检出限']);
const WITH_L = /^(\d+\.?\d*|\.\d+)L$/i;

/**
 * What a cell says: a concentration, or below detection (`<0.02`, `0.02L` of Chinese reports, `ND`); null: none of it. Negative figures
 * are none: an instrument's noise about zero has to be told as below detection.
 */
export function vocCell(text: string): { state: VocReading['state']; value: number | null } | null {
  const plain = text.normalize('NFKC').trim();
  if (NOT_FOUND.has(plain.toLowerCase())) return { state: 'below', value: null };
  const [, limit] = BELOW.exec(plain) ?? WITH_L.exec(plain) ?? [];
  if (limit !== undefined) return { state: 'below', value: Number(limit) };
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? { state: 'measured', value } : null;
}

/** Species and their readings, in the order given; `missing` are those that are there without a figure. */
export function readVoc(values: Readonly<Record<string, unknown>>): {
  readings: VocReading[];
  missing: string[];
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const missing: string[] = [];
  const found = new Map<string, VocReading>();
  for (const [name, value] of Object.entries(values)) {
    const path = `values.${name}`;
    const species = vocByName(name);
    if (!species) {
      problems.push(problem(P.species, { species: name.slice(0, 60) }, path));
      continue;
    }
    const { key } = species;
    if (found.has(key) || missing.includes(key)) {
      problems.push(problem(P.twice, { species: key }, path));
      continue;
    }
    if (value === null || value === '') {
      missing.push(key);
      continue;
    }
    const cell = typeof value === 'number' || typeof value === 'string' ? vocCell(String(value)) : null;
    if (cell) found.set(key, { species, ...cell });
    else {
      const shown = String(JSON.stringify(value)).slice(0, 40);
      problems.push(problem(P.value, { species: key, value: shown }, path));
    }
  }
  if (found.has(VOC_MP_XYLENE) && (found.has('m-xylene') || found.has('p-xylene'))) {
    problems.push(problem(P.xylene, {}, 'values'));
    found.delete(VOC_MP_XYLENE);
  }
  return { readings: [...found.values()], missing, problems };
}
