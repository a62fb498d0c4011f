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
