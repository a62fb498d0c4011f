/** Layouts seen, by their first slot: a network has few, and each of its frames repeats one of them. */
const known = new Map<string, Known[]>();
const MOST_FIRST = 2_000;
const MOST_EACH = 16;

interface Known {
  readonly slots: readonly string[];
  readonly name: string;
}

/**
 * Key of a layout (`layoutKey`) from its slots, the same string each time: joined and hashed once, not with every frame.
 * Bounded, for devices may invent any number of them.
 */
export function layoutName(slots: readonly string[]): string {
  const first = slots[0] ?? '';
  const list = known.get(first);
  for (const one of list ?? []) if (same(one.slots, slots)) return one.name;
  const made = { slots: [...slots], name: slots.join(',') };
  if (!list) {
    if (known.size >= MOST_FIRST) known.clear();
    known.set(first, [made]);
  } else {
    if (list.length >= MOST_EACH) list.pop();
    list.unshift(made);
  }
  return made.name;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
