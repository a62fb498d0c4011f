import { eachPosition, parseGeometry } from '@tarim/geo';
import {
  ARITHMETIC,
  Budget,
  COMPARISONS,
  FOLDS,
  LIMITS,
  type Node,
  SPATIAL,
  syntax,
  TEMPORAL,
  tooLarge,
  unknownOperator,
} from './nodes.ts';

const BOOLEAN = new Set(['and', 'or', 'not', 'like', 'between', 'in', 'isnull']);

/**
 * Reads CQL2 JSON (OGC 21-065r2 clause 8). Places are counted in nodes, since JSON has lost its characters.
 * @throws TarimError OGC_FILTER_SYNTAX, OGC_FILTER_TOO_LARGE
 */
export function parseCql2Json(text: string): Node {
  if (text.length > LIMITS.length) throw tooLarge('length', LIMITS.length);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw syntax(1, 'no JSON');
  }
  const budget = new Budget();
  let place = 0;

  const list = (value: unknown, at: number): unknown[] => {
    if (!Array.isArray(value)) throw syntax(at, 'a list is expected');
    return value;
  };
  const end = (value: unknown, depth: number): Node | null => {
    if (value === '..') return null;
    if (typeof value !== 'string') return read(value, depth + 1);
    return budget.node({ kind: value.includes('T') ? 'instant' : 'date', at: ++place, value });
  };

  function read(value: unknown, depth: number): Node {
    budget.depth(depth);
    const at = ++place;
    if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
      if (typeof value === 'string' && /[\u0000-\u001f]/.test(value)) throw syntax(at, 'control character');
      return budget.node({ kind: 'value', at, value: value as string | number | boolean });
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw syntax(at, 'an expression is expected');
    const one = value as Record<string, unknown>;
    if (typeof one.property === 'string') return budget.node({ kind: 'property', at, name: one.property });
    if (typeof one.timestamp === 'string') return budget.node({ kind: 'instant', at, value: one.timestamp });
    if (typeof one.date === 'string') return budget.node({ kind: 'date', at, value: one.date });
    if (one.interval !== undefined) {
      const [from, to, ...more] = list(one.interval, at);
      if (to === undefined || more.length > 0) throw syntax(at, 'an interval has two ends');
      return budget.node({ kind: 'interval', at, from: end(from, depth), to: end(to, depth) });
    }
    if (one.bbox !== undefined && one.type === undefined) return box(list(one.bbox, at), at);
    if (typeof one.type === 'string') return geometry(one, at);
    return call(one, at, depth);
  }

  function box(numbers: unknown[], at: number): Node {
    if (!numbers.every(Number.isFinite) || (numbers.length !== 4 && numbers.length !== 6))
      throw syntax(at, 'a box has 4 or 6 numbers');
    const [west, south, east, north] = (
      numbers.length === 4 ? numbers : [numbers[0], numbers[1], numbers[3], numbers[4]]
    ) as [number, number, number, number];
    return budget.node({ kind: 'box', at, box: [west, south, east, north] });
  }

  function geometry(value: object, at: number): Node {
    const { value: shape, problems } = parseGeometry(value, LIMITS.positions, { anyRange: true });
    if (!shape) throw syntax(at, problems[0]?.message ?? 'no geometry');
    eachPosition(shape, () => budget.position());
    return budget.node({ kind: 'geometry', at, geometry: shape });
  }

  function call({ op, args }: Record<string, unknown>, at: number, depth: number): Node {
    const name = typeof op === 'string' ? op.toLowerCase() : '';
    const known =
      BOOLEAN.has(name) ||
      COMPARISONS.has(name) ||
      ARITHMETIC.has(name) ||
      FOLDS.has(name) ||
      SPATIAL.has(name) ||
      TEMPORAL.has(name);
    if (!known) throw unknownOperator(typeof op === 'string' ? op : JSON.stringify(op ?? null), at);
    const given = list(args, at);
    const flat =
      name === 'in' || name === 'between'
        ? given.flatMap((one) => (Array.isArray(one) ? one : [one]))
        : given;
    if (flat.length > LIMITS.nodes) throw tooLarge('nodes', LIMITS.nodes);
    return budget.node({ kind: 'call', at, op: name, args: flat.map((one) => read(one, depth + 1)) });
  }

  return read(input, 1);
}
