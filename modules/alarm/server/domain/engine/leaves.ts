import { HOUR_MS } from '@tarim/kernel';
import type { CompiledRule, Leaf, Tree } from './compile.ts';
import type { LeafState, Observation, Trouble, Truth } from './types.ts';

export const FRESH_LEAF: LeafState = { on: false, since: null, before: null };

/** How a leaf stands after an observation. */
export interface LeafReading {
  readonly state: LeafState;
  /** null: this observation does not tell. */
  readonly truth: Truth;
  readonly trouble: Trouble | null;
  readonly value: number | null;
  readonly threshold: number | null;
  /** What the value must pass for the term to begin to hold; `threshold` is what keeps it so, where it holds already. */
  readonly raises: number | null;
}

/** Positions of a rule's slots in a layout, looked up once. -1: not in it. */
export function placesOf(rule: CompiledRule, slots: readonly string[]): readonly (readonly number[])[] {
  const known = rule.places.get(slots);
  if (known) return known;
  const places = rule.leaves.map((leaf) => leaf.reads.map((name) => slots.indexOf(name)));
  rule.places.set(slots, places);
  return places;
}

/** Reads one leaf. Marks D and B of a device say that the figure is none: it is not compared. */
export function readLeaf(
  leaf: Leaf,
  before: LeafState,
  observation: Observation,
  places: readonly number[],
): LeafReading {
  if (leaf.trouble !== null) return troubled(before, leaf.trouble);
  if (leaf.silence !== null) return settled({ ...before, on: false, since: null }, false, null, null);
  const { term } = leaf;
  if (term.type === 'flag') return switched(leaf, before, observation.at, hasFlag(term, observation), null);
  if (term.type === 'verdict') return verdict(leaf, term, before, observation, places);
  const value = valueAt(observation, places[0]!);
  if (value === null) return unsaid(before);
  if (term.type === 'compare') {
    const other = valueAt(observation, places[1]!);
    if (other === null) return unsaid(before);
    const bound = (before.on ? (term.clear ?? term.ratio) : term.ratio) * other;
    const on = beyond(term.op, value, bound);
    return switched(leaf, before, observation.at, on, value, bound, term.ratio * other);
  }
  if (term.type === 'rate') return rate(leaf, term, before, observation.at, value);
  const bound = (before.on ? leaf.clearAt : leaf.bound)(observation.time);
  if (typeof bound !== 'number') return troubled(before, bound);
  const op = term.type === 'aqi' ? 'above' : (term as { op: 'above' | 'below' }).op;
  const raises = leaf.bound(observation.time);
  const on = beyond(op, value, bound);
  return switched(
    leaf,
    before,
    observation.at,
    on,
    value,
    bound,
    typeof raises === 'number' ? raises : bound,
  );
}

const beyond = (op: 'above' | 'below', value: number, bound: number): boolean =>
  op === 'above' ? value > bound : value < bound;

function rate(
  leaf: Leaf,
  term: Extract<Leaf['term'], { type: 'rate' }>,
  before: LeafState,
  at: number,
  value: number,
): LeafReading {
  const kept: LeafState = { ...before, before: [at, value] };
  const last = before.before;
  if (last === null || at - last[0] > term.withinMinutes * 60_000 || at === last[0]) return unsaid(kept);
  if (term.per === 'percent' && last[1] === 0) return unsaid(kept);
  const change =
    term.per === 'percent'
      ? ((value - last[1]) / Math.abs(last[1])) * 100
      : (value - last[1]) / ((at - last[0]) / HOUR_MS);
  return switched(leaf, kept, at, beyond(term.op, change, term.value), change, term.value);
}

function verdict(
  leaf: Leaf,
  term: Extract<Leaf['term'], { type: 'verdict' }>,
  before: LeafState,
  observation: Observation,
  places: readonly number[],
): LeafReading {
  const { slots, values, at } = observation;
  const words = term.code === undefined ? everyWord(slots) : places.filter((place) => place >= 0);
  if (words.length === 0) return unsaid(before);
  const on = words.some((place) => {
    const word = values[place] ?? null;
    return term.word === 'exceeds' ? word === 1 : word === null;
  });
  const ratio = term.code === undefined ? null : valueAt(observation, slots.indexOf(`${term.code}.ratio`));
  return switched(leaf, before, at, on, ratio);
}

function everyWord(slots: readonly string[]): number[] {
  return slots.flatMap((name, place) => (name.endsWith('.word') ? [place] : []));
}

function hasFlag(term: Extract<Leaf['term'], { type: 'flag' }>, { slots, flags }: Observation): boolean {
  if (flags === null) return false;
  for (let place = 0; place < flags.length; place++) {
    const flag = flags[place];
    if (!flag || !term.flags.includes(flag)) continue;
    if (term.code === undefined || slots[place]!.startsWith(`${term.code}.`)) return true;
  }
  return false;
}

function valueAt({ values, flags }: Observation, place: number): number | null {
  if (place < 0) return null;
  const flag = flags?.[place];
  return flag === 'D' || flag === 'B' ? null : (values[place] ?? null);
}

function switched(
  leaf: Leaf,
  before: LeafState,
  at: number,
  on: boolean,
  value: number | null,
  threshold: number | null = null,
  raises: number | null = threshold,
): LeafReading {
  const since = on ? (before.since ?? at) : null;
  const state = on === before.on && since === before.since ? before : { on, since, before: before.before };
  return settled(state, on && at - since! >= leaf.hold, value, threshold, raises);
}

const settled = (
  state: LeafState,
  truth: Truth,
  value: number | null,
  threshold: number | null,
  raises: number | null = threshold,
): LeafReading => ({ state, truth, trouble: null, value, threshold, raises });
const unsaid = (state: LeafState): LeafReading => settled(state, null, null, null);
const troubled = (state: LeafState, trouble: Trouble): LeafReading => ({
  state,
  truth: null,
  trouble,
  value: null,
  threshold: null,
  raises: null,
});

/** AND and OR over three values (Kleene): what is not said decides nothing, unless the rest decides already. */
export function truthOf(tree: Tree, truths: readonly Truth[]): Truth {
  if (typeof tree === 'number') return truths[tree]!;
  let unknown = false;
  for (const part of tree.parts) {
    const truth = truthOf(part, truths);
    if (truth === null) unknown = true;
    else if (truth !== tree.all) return truth;
  }
  return unknown ? null : tree.all;
}

/** Leaves below a tree. */
export function leavesOf(tree: Tree): number[] {
  return typeof tree === 'number' ? [tree] : tree.parts.flatMap(leavesOf);
}
