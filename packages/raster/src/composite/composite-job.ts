import type { JobFactory } from '../engine/job.ts';
import { compileExpression, type Input, joinValid } from '../expression/compile.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Grid } from '../grid.ts';
import { allocate, isFloat, SAMPLE_TYPES, type SampleType } from '../samples.ts';
import { type BandSource, type MaskSource, openSources } from '../sources.ts';
import { stripsOf } from '../strips.ts';

/** Bands of one scene, and what hides the ground in it. */
export interface CompositeScene {
  readonly sources: readonly BandSource[];
  /** How stored numbers become values; names are those of `best`. */
  readonly inputs: readonly Input[];
  readonly masks: readonly MaskSource[];
}

/**
 * Which clear observation a cell gets. `first`: of the first scene that shows it (order them by preference: a mosaic).
 * `median`: of each band by itself. `best`: all bands of the scene where an expression (NDVI, say) is largest, so that bands
 * still belong together.
 */
export type CompositeRule =
  | { readonly kind: 'first' }
  | { readonly kind: 'median' }
  | { readonly kind: 'best'; readonly expression: string };

export interface CompositeParams {
  readonly grid: Grid;
  readonly scenes: readonly CompositeScene[];
  readonly rule: CompositeRule;
  /** Of the result: `(value − offset) / scale`. */
  readonly type: SampleType;
  readonly scale: number;
  readonly offset: number;
  readonly noData: number;
}

export interface CompositeFound {
  /** Cells that at least one scene shows clearly. */
  readonly seen: number;
  /** Cells in which at least one scene has data, be they hidden: where nothing was clear the ground may yet be seen another day. */
  readonly covered: number;
  /** How many of the covered cells have no, one, two … clear observations. */
  readonly counts: readonly number[];
}

const ROOM = 64 << 20;

/**
 * A cloud-free composite (无云合成): the bands, then the number of clear observations of each cell. Values are compared as
 * reflectances, so scenes of different processing baselines may be joined.
 */
export const compositeJob: JobFactory<CompositeParams> = ({
  grid,
  scenes,
  rule,
  type,
  scale,
  offset,
  noData,
}) => {
  const bandCount = scenes[0]!.sources.length;
  const opened = scenes.map(({ sources, masks }) => openSources(grid, sources, masks, scenes.length));
  const score = rule.kind === 'best' ? parseExpression(rule.expression) : null;
  const scored =
    score &&
    scenes.map(({ inputs }) =>
      compileExpression(score, inputs, { type: 'float32', noData: Number.NaN, scale: 1, offset: 0 }),
    );
  const store = storer(type, scale, offset, noData);
  return {
    unit(window) {
      const bands = Array.from({ length: bandCount + 1 }, () => allocate(type, window.width * window.height));
      const counts = new Array<number>(scenes.length + 1).fill(0);
      for (const strip of stripsOf(window, ROOM / (4 * bandCount * scenes.length))) {
        const cells = strip.width * strip.height;
        const from = (strip.y - window.y) * window.width;
        const stacks = Array.from({ length: bandCount }, () => new Float32Array(cells * scenes.length));
        const scores = scored ? new Float32Array(cells * scenes.length) : null;
        const clear = new Uint16Array(cells);
        const covered = new Uint8Array(cells);
        for (const [i, { inputs }] of scenes.entries()) {
          const read = opened[i]!.read(strip);
          const valid = joinValid(read);
          // Of a mosaic of many, most lie elsewhere.
          if (valid && !valid.includes(1)) continue;
          const hidden = opened[i]!.hidden(strip);
          const rated = scored ? allocate('float32', cells) : null;
          if (scored) scored[i]!(read, valid, rated!);
          next: for (let at = 0; at < cells; at++) {
            if ((valid && valid[at] === 0) || (hidden && hidden[at] === 2)) continue;
            for (const { values, noData: own } of read) {
              const value = values[at]!;
              if (value === own || !Number.isFinite(value)) continue next;
            }
            covered[at] = 1;
            if (hidden && hidden[at] !== 0) continue;
            if (rated && Number.isNaN(rated[at]!)) continue;
            const place = at * scenes.length + clear[at]!++;
            if (scores) scores[place] = rated![at]!;
            for (let band = 0; band < bandCount; band++) {
              const input = inputs[band]!;
              const value = read[band]!.values[at]! * input.scale + input.offset;
              stacks[band]![place] = input.clip && value < 0 ? 0 : value;
            }
          }
        }
        for (let at = 0; at < cells; at++) {
          const count = clear[at]!;
          const first = at * scenes.length;
          if (covered[at] === 1) counts[count]!++;
          const chosen = scores ? largest(scores, first, count) : first;
          for (let band = 0; band < bandCount; band++) {
            const stack = stacks[band]!;
            const value = rule.kind === 'median' ? medianOf(stack, first, count) : stack[chosen]!;
            bands[band]![from + at] = count === 0 ? noData : store(value);
          }
          bands[bandCount]![from + at] = count;
        }
      }
      const shown = counts.reduce((sum, one) => sum + one, 0);
      const found: CompositeFound = { seen: shown - counts[0]!, covered: shown, counts };
      return { bands, found };
    },
    close() {
      for (const one of opened) one.close();
    },
  };
};

/** A value as it is stored, never the number that means no data. */
function storer(type: SampleType, scale: number, offset: number, noData: number): (value: number) => number {
  if (isFloat(type)) return (value) => (value - offset) / scale;
  const { min, max } = SAMPLE_TYPES[type];
  const [low, high] = [noData === min ? min + 1 : min, noData === max ? max - 1 : max];
  return (value) => {
    const stored = Math.round((value - offset) / scale);
    return Math.min(high, Math.max(low, stored));
  };
}

function largest(scores: Float32Array, from: number, count: number): number {
  let best = from;
  for (let i = from + 1; i < from + count; i++) if (scores[i]! > scores[best]!) best = i;
  return best;
}

/** Sorts in place: the values are not used afterwards. */
function medianOf(values: Float32Array, from: number, count: number): number {
  if (count === 0) return Number.NaN;
  const sorted = values.subarray(from, from + count).sort();
  const middle = count >> 1;
  return count % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
