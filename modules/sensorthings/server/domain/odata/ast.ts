/** What a `$filter` or `$orderby` says (OData 4.01, the part that OGC 18-088 §9.3 uses). `at` is the place in the text. */
export type LiteralType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'instant'
  | 'date'
  | 'time'
  | 'duration'
  | 'geo';

export type Expression =
  | {
      readonly kind: 'literal';
      readonly type: LiteralType;
      readonly value: string | number | boolean | null;
      readonly at: number;
    }
  | { readonly kind: 'path'; readonly names: readonly string[]; readonly at: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly at: number;
    }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'in';
      readonly of: Expression;
      readonly list: readonly Expression[];
      readonly at: number;
    }
  | { readonly kind: 'unary'; readonly op: 'not' | '-'; readonly of: Expression; readonly at: number };

export const OPERATORS = {
  or: 1,
  and: 2,
  eq: 3,
  ne: 3,
  gt: 4,
  ge: 4,
  lt: 4,
  le: 4,
  add: 5,
  sub: 5,
  mul: 6,
  div: 6,
  mod: 6,
} as const;
export type BinaryOperator = keyof typeof OPERATORS;

/** The parts that stand directly below a node. */
export function partsOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'binary':
      return [e.left, e.right];
    case 'unary':
      return [e.of];
    case 'call':
      return e.args;
    case 'in':
      return [e.of, ...e.list];
    default:
      return [];
  }
}

/** Conditions that all have to hold: `a and (b and c)` is a, b, c. */
export function conjuncts(e: Expression): Expression[] {
  return e.kind === 'binary' && e.op === 'and' ? [...conjuncts(e.left), ...conjuncts(e.right)] : [e];
}

/**
 * The same condition as it reads from the far end of a way: `Datastream/name eq 'x'` from Datastreams is `name eq 'x'`.
 * Null when a part of it does not lie behind that way, or no part does.
 */
export function behind(e: Expression, way: string): Expression | null {
  let some = false;
  const moved = (one: Expression): Expression | null => {
    switch (one.kind) {
      case 'literal':
        return one;
      case 'path': {
        if (one.names[0] !== way || one.names.length < 2) return null;
        some = true;
        return { ...one, names: one.names.slice(1) };
      }
      case 'binary': {
        const [left, right] = [moved(one.left), moved(one.right)];
        return left && right ? { ...one, left, right } : null;
      }
      case 'unary': {
        const of = moved(one.of);
        return of ? { ...one, of } : null;
      }
      case 'call': {
        const args = one.args.map(moved);
        return args.every((arg) => arg !== null) ? { ...one, args } : null;
      }
      case 'in': {
        const of = moved(one.of);
        const list = one.list.map(moved);
        return of && list.every((item) => item !== null) ? { ...one, of, list } : null;
      }
    }
  };
  const result = moved(e);
  return some ? result : null;
}
