import type { LedgerSource } from '@tarim/radiation/queries';
import type { Category, LedgerFacts } from '../../contract.ts';

/** Two activities of one day may differ so far (a proposal, no standard): certificates are rounded. */
const ACTIVITY_TOLERANCE = 0.1;
/** States in which a source is at work or may be. */
const AT_HAND: ReadonlySet<string> = new Set(['held', 'in-use']);

export interface Registered {
  readonly nuclide: string;
  readonly category: Category;
  readonly owner: string;
  readonly unitPath: string;
  readonly active: boolean;
  /** Bq today, from what was registered; null: not to be told. */
  readonly activityNow: number | null;
}

const plain = (text: string): string => text.replace(/[\s（(].*$|\s/g, '').toUpperCase();
const SCALES = [
  [1e12, 'TBq'],
  [1e9, 'GBq'],
  [1e6, 'MBq'],
] as const;

function figure(bq: number): string {
  const [scale, unit] = SCALES.find(([least]) => bq >= least) ?? [1, 'Bq'];
  return `${(bq / scale).toPrecision(3)} ${unit}`;
}

/** What the registration of a terminal says otherwise than the ledger: shown, and put right by people. */
export function mismatchesOf(one: Registered, ledger: LedgerSource): LedgerFacts['mismatches'] {
  const found: LedgerFacts['mismatches'] = [];
  const tell = (field: LedgerFacts['mismatches'][number]['field'], terminal: string, other: string) =>
    found.push({ field, terminal, ledger: other });
  if (plain(one.nuclide) !== plain(ledger.nuclide)) tell('nuclide', one.nuclide, ledger.nuclide);
  if (
    one.activityNow !== null &&
    ledger.activityNow !== null &&
    Math.abs(one.activityNow - ledger.activityNow) > ACTIVITY_TOLERANCE * ledger.activityNow
  )
    tell('activity', figure(one.activityNow), figure(ledger.activityNow));
  if (ledger.category !== null && ledger.category !== one.category)
    tell('category', one.category, ledger.category);
  if (
    !plain(ledger.unitName).includes(plain(one.owner)) &&
    !plain(one.owner).includes(plain(ledger.unitName))
  )
    tell('owner', one.owner, ledger.unitName);
  if (!one.unitPath.startsWith(ledger.unitPath) && !ledger.unitPath.startsWith(one.unitPath))
    tell('unit', one.unitPath, ledger.unitPath);
  if (one.active && !AT_HAND.has(ledger.state)) tell('state', 'active', ledger.state);
  return found;
}
