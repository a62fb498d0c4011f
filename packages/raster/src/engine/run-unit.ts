import { encodeUnit } from '../cog/encode.ts';
import type { CogSpec } from '../cog/spec.ts';
import type { Job } from './job.ts';
import type { Task, UnitResult } from './protocol.ts';

/** Computes and packs one unit, in whatever thread it is called. */
export function runUnit(
  job: Job,
  spec: CogSpec | null,
  { unit, window }: Task,
): { result: UnitResult; transfer: ArrayBuffer[] } {
  const { bands, found, transfer = [] } = job.unit(window);
  const encoded = spec ? encodeUnit(spec, window, bands) : null;
  const packed = encoded
    ? [
        ...encoded.tiles.flatMap(({ bytes }) => (bytes ? [bytes.buffer] : [])),
        ...encoded.pieces.map((one) => one.buffer),
      ]
    : [];
  return { result: { unit, encoded, found: found ?? null }, transfer: [...transfer, ...packed] };
}
