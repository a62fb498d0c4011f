import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';

export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'band'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly values: readonly Node[] };

const OPERATORS = ['||', '&&', '==', '!=', '<=', '>=', '<', '>', '+', '-', '*', '/', '**'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Functions and how many values they take; −1: one or more. */
export const FUNCTIONS = {
  abs: 1,
  sqrt: 1,
  exp: 1,
  log: 1,
  log10: 1,
  floor: 1,
  round: 1,
  atan2: 2,
  min: -1,
  max: -1,
  mean: -1,
  /** clamp(value, least, greatest) */
  clamp: 3,
  /** where(condition, then, else) */
  where: 3,
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

const PRECEDENCE: Readonly<Record<Operator, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '**': 8,
};
/** Expressions that computations make of many bands are longer than what people type. */
const MAX_LENGTH = 50_000;
const MAX_DEPTH = 100;

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

function tokens(text: string): Token[] {
  const list: Token[] = [];
  const pattern =
    /\s+|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<sign>\*\*|\|\||&&|[=!<>]=|[-+*/()<>,!^])/y;
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const { number, name, sign } = pattern.exec(text)?.groups ?? {};
    if (pattern.lastIndex === 0) throw wrong(at, `unexpected ${JSON.stringify(text[at])}`);
    if (number !== undefined) list.push({ kind: 'number', text: number, at });
    else if (name !== undefined) list.push({ kind: 'name', text: name, at });
    else if (sign !== undefined) list.push({ kind: 'sign', text: sign === '^' ? '**' : sign, at });
  }
  return [...list, { kind: 'end', text: 'the end', at: text.length }];
}

const wrong = (at: number, reason: string) => new TarimError(rasterErrors.expression, { at: at + 1, reason });

/**
 * Band arithmetic: numbers, names of bands, `+ - * / ^`, comparisons (1 or 0), `&& || !` and the functions above.
 * @throws TarimError RASTER_EXPRESSION_INVALID with the place
 */
export function parseExpression(text: string): Node {
  if (text.length > MAX_LENGTH) throw wrong(MAX_LENGTH, `longer than ${MAX_LENGTH} characters`);
  const list = tokens(text);
  let next = 0;
  let depth = 0;
  const peek = () => list[next]!;
  const take = (sign: string) => {
    const token = list[next++]!;
    if (token.text !== sign || token.kind === 'end')
      throw wrong(token.at, `${sign} instead of ${token.text}`);
  };

  function binary(least: number): Node {
    if (++depth > MAX_DEPTH) throw wrong(peek().at, 'nested too deeply');
    let left = unary();
    for (;;) {
      const token = peek();
      const operator = OPERATORS.find((one) => one === token.text);
      if (token.kind !== 'sign' || !operator || PRECEDENCE[operator] < least) break;
      next++;
      // Powers bind to the right: 2^3^2 is 2^9.
      const right = binary(PRECEDENCE[operator] + (operator === '**' ? 0 : 1));
      left = { kind: 'binary', operator, left, right };
    }
    depth--;
    return left;
  }

  function unary(): Node {
    const token = peek();
    if (token.kind === 'sign' && (token.text === '-' || token.text === '!')) {
      next++;
      // −x^2 is −(x^2).
      return { kind: 'unary', operator: token.text, of: binary(PRECEDENCE['**']) };
    }
    return value();
  }

  function value(): Node {
    const token = list[next++]!;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.text === '(' && token.kind === 'sign') {
      const inner = binary(0);
      take(')');
      return inner;
    }
    if (token.kind !== 'name') throw wrong(token.at, `unexpected ${token.text}`);
    if (peek().text !== '(') return { kind: 'band', name: token.text };
    if (!Object.hasOwn(FUNCTIONS, token.text)) throw wrong(token.at, `unknown function ${token.text}`);
    const name = token.text as FunctionName;
    next++;
    const values = [binary(0)];
    while (peek().text === ',') {
      next++;
      values.push(binary(0));
    }
    take(')');
    const needed = FUNCTIONS[name];
    if (needed >= 0 && values.length !== needed) throw wrong(token.at, `${name} takes ${needed} values`);
    return { kind: 'call', name, values };
  }

  const node = binary(0);
  if (peek().kind !== 'end') throw wrong(peek().at, `unexpected ${peek().text}`);
  return node;
}

/** Names of bands in the order in which they first appear. */
export function bandsIn(node: Node): string[] {
  const names = new Set<string>();
  const visit = (one: Node): void => {
    if (one.kind === 'band') names.add(one.name);
    else if (one.kind === 'unary') visit(one.of);
    else if (one.kind === 'binary') {
      visit(one.left);
      visit(one.right);
    } else if (one.kind === 'call') for (const value of one.values) visit(value);
  };
  visit(node);
  return [...names];
}
