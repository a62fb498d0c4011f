import { TarimError } from '@tarim/kernel';
import { formatErrors } from './errors.ts';

/** What a file may ask of us. Ours, by judgement: far above any data of a region, far below what would stop a server. */
export interface Limits {
  readonly maxRows: number;
  readonly maxFields: number;
  /** Positions of one geometry. */
  readonly maxPositions: number;
  /** Bytes of one record: a line, a feature, a shape. */
  readonly maxRecordBytes: number;
  /** Unpacked bytes of an archive, and how many times larger than packed an entry may grow. */
  readonly maxUnpackedBytes: number;
  readonly maxRatio: number;
  readonly maxEntries: number;
}

export const LIMITS: Limits = {
  maxRows: 20_000_000,
  maxFields: 500,
  maxPositions: 1_000_000,
  maxRecordBytes: 64 << 20,
  maxUnpackedBytes: 4 * 1024 ** 3,
  maxRatio: 200,
  maxEntries: 1_000,
};

/** @throws TarimError FORMATS_TOO_LARGE */
export function within(what: string, size: number, limit: number): void {
  if (size > limit) throw new TarimError(formatErrors.tooLarge, { what, size, limit });
}
