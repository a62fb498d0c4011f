import type { Samples, Window } from '../samples.ts';
import type { Summary } from '../summary.ts';
import { encodeUnit } from './encode.ts';
import { CogSink } from './sink.ts';
import type { CogSpec } from './spec.ts';

/** Writes a COG in this thread from what `cells` gives for each window, band by band. */
export function writeCog(
  path: string,
  spec: CogSpec,
  cells: (window: Window) => readonly Samples[],
): { summaries: Summary[] } {
  const sink = new CogSink(path, spec);
  for (const [unit, window] of sink.units.entries()) {
    if (!sink.done.has(unit)) sink.add(unit, encodeUnit(spec, window, cells(window)));
  }
  return sink.finish();
}
