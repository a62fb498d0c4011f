/** Pure: what a further frame with the same key means for a record. Nothing that stands in a record vanishes from it. */

/** Values by slot, and the frame each came with. */
export interface Slots {
  /** Layout key, see `layoutKey`. */
  readonly layout: string;
  readonly values: readonly (number | null)[];
  readonly flags: readonly (string | null)[] | null;
  /** Position of the newest frame that brought any of them. */
  readonly lsn: number;
  /** Per slot; null or absent: all came with `lsn`. */
  readonly lsns?: readonly number[] | null | undefined;
}

/**
 * - `duplicate`: every slot is there with the same value and mark (a resend);
 * - `superseded`: it says something else, but a later frame has spoken already (frames that are projected late);
 * - `merged`: it adds slots, and contradicts none;
 * - `revised`: it changes slots, and may add others;
 * - `too-many`: the record would become wider than any logger is.
 */
export type MergeOutcome =
  | { readonly is: 'duplicate' | 'superseded' | 'too-many' }
  | { readonly is: 'merged' | 'revised'; readonly slots: Slots };

export const MAX_SLOTS = 1_000;

/**
 * Joins a frame's slots to a record, slot by slot. A value that comes without a mark says nothing of the mark: with the same
 * value it is the same. Where slots are added the layout is sorted, so that loggers that send their factors in any order end
 * at one layout.
 */
export function mergeSlots(current: Slots, incoming: Slots): MergeOutcome {
  const names = current.layout.split(',');
  const at = new Map(names.map((name, index) => [name, index]));
  const values = [...current.values];
  const flags = spread(current.flags, names.length);
  const lsns = current.lsns ? [...current.lsns] : new Array<number>(names.length).fill(current.lsn);
  let changed = 0;
  let added = 0;
  let older = 0;
  incoming.layout.split(',').forEach((name, index) => {
    const value = incoming.values[index] ?? null;
    const flag = incoming.flags?.[index] ?? null;
    const slot = at.get(name);
    if (slot === undefined) {
      at.set(name, names.push(name) - 1);
      values.push(value);
      flags.push(flag);
      lsns.push(incoming.lsn);
      added++;
    } else if (values[slot] !== value || (flag !== null && flag !== flags[slot])) {
      if (incoming.lsn < lsns[slot]!) {
        older++;
        return;
      }
      values[slot] = value;
      flags[slot] = flag;
      lsns[slot] = incoming.lsn;
      changed++;
    }
  });
  if (added + changed === 0) return { is: older > 0 ? 'superseded' : 'duplicate' };
  if (names.length > MAX_SLOTS) return { is: 'too-many' };
  const order = names.map((_, index) => index);
  if (added > 0) order.sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
  const newest = Math.max(...lsns);
  return {
    is: changed > 0 ? 'revised' : 'merged',
    slots: {
      layout: order.map((index) => names[index]).join(','),
      values: order.map((index) => values[index]!),
      flags: flags.some((flag) => flag !== null) ? order.map((index) => flags[index]!) : null,
      lsn: newest,
      lsns: lsns.every((lsn) => lsn === newest) ? null : order.map((index) => lsns[index]!),
    },
  };
}

function spread(flags: readonly (string | null)[] | null, slots: number): (string | null)[] {
  return flags ? [...flags] : new Array<string | null>(slots).fill(null);
}
