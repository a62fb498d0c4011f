import { toCode2017 } from '@tarim/standards';

/** Factors and attributes seen so far; devices may invent any number of them. */
const LIMIT = 20_000;
const WORD = /^\w+$/;

/** The slots of one factor by attribute: checked and put together once, not with every frame. */
class FactorSlots {
  readonly #byAttr = new Map<string, string | null>();
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }

  /** `a34004.Avg`; null when the attribute is not a word. */
  slot(attr: string): string | null {
    let slot = this.#byAttr.get(attr);
    if (slot === undefined) {
      slot = WORD.test(attr) ? `${this.code}.${attr}` : null;
      if (this.#byAttr.size < LIMIT / 100) this.#byAttr.set(attr, slot);
    }
    return slot;
  }
}

const known = {
  air: new Map<string, FactorSlots | null>(),
  water: new Map<string, FactorSlots | null>(),
  noise: new Map<string, FactorSlots | null>(),
};

/** Slots of a factor under its code of 2017, whatever code the frame gave; null when that is not a word. */
export function slotNames(code: string, medium: 'air' | 'water' | 'noise'): FactorSlots | null {
  const names = known[medium];
  let found = names.get(code);
  if (found === undefined) {
    const code2017 = toCode2017(code, medium) ?? code;
    found = WORD.test(code2017) ? new FactorSlots(code2017) : null;
    if (names.size >= LIMIT) names.clear();
    names.set(code, found);
  }
  return found;
}
