import { type BinaryOperator, type Expression, OPERATORS } from './ast.ts';
import { refuse, type Token, tokenize } from './tokenize.ts';

export const MAX_DEPTH = 32;
export const MAX_NODES = 200;

/** Reads tokens by precedence climbing; refuses what nests deeper or is larger than any person would write. */
class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #nodes = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  get token(): Token {
    return this.#tokens[this.#next]!;
  }

  is(kind: Token['kind']): boolean {
    return this.token.kind === kind;
  }

  take(): Token {
    return this.#tokens[this.#next++]!;
  }

  expect(kind: Token['kind']): void {
    const { at, text } = this.token;
    if (this.token.kind !== kind)
      throw refuse(at, `${kind} expected${text === '' ? '' : `, not ${text.slice(0, 40)}`}`);
    this.#next++;
  }

  expression(least = 1): Expression {
    if (++this.#depth > MAX_DEPTH) throw refuse(this.token.at, `nested deeper than ${MAX_DEPTH}`);
    let left = this.operand();
    for (;;) {
      const { kind, text, at } = this.token;
      if (kind === 'word' && text === 'in' && least <= OPERATORS.lt) {
        this.take();
        left = this.count({ kind: 'in', of: left, list: this.list(), at });
        continue;
      }
      const rank = kind === 'word' && Object.hasOwn(OPERATORS, text) ? OPERATORS[text as BinaryOperator] : 0;
      if (rank === 0 || rank < least) break;
      this.take();
      const right = this.expression(rank + 1);
      left = this.count({ kind: 'binary', op: text as BinaryOperator, left, right, at });
    }
    this.#depth--;
    return left;
  }

  operand(): Expression {
    const token = this.take();
    const { kind, text, at } = token;
    if (kind === 'literal')
      return this.count({ kind: 'literal', type: token.type!, value: token.value ?? null, at });
    if (kind === '-') return this.count({ kind: 'unary', op: '-', of: this.expression(7), at });
    if (kind === '(') {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (kind !== 'word') throw refuse(at, text === '' ? 'ends too early' : `unexpected ${text}`);
    if (text === 'not') return this.count({ kind: 'unary', op: 'not', of: this.expression(3), at });
    if (!this.is('(')) return this.count({ kind: 'path', names: text.split('/'), at });
    return this.count({ kind: 'call', name: text, args: this.list(), at });
  }

  /** `(a, b, …)`, also without anything. */
  list(): Expression[] {
    this.expect('(');
    const items: Expression[] = [];
    if (!this.is(')')) {
      items.push(this.expression());
      while (this.is(',')) {
        this.take();
        items.push(this.expression());
      }
    }
    this.expect(')');
    return items;
  }

  count(node: Expression): Expression {
    if (++this.#nodes > MAX_NODES) throw refuse(node.at, `more than ${MAX_NODES} parts`);
    return node;
  }
}

/** @throws TarimError SENSORTHINGS_FILTER_INVALID */
export function parseFilter(text: string): Expression {
  const parser = new Parser(text);
  const result = parser.expression();
  parser.expect('end');
  return result;
}

export interface Order {
  readonly by: Expression;
  readonly descending: boolean;
}

/** `phenomenonTime desc,result`. @throws TarimError SENSORTHINGS_FILTER_INVALID */
export function parseOrder(text: string): Order[] {
  const parser = new Parser(text);
  const result: Order[] = [];
  for (;;) {
    const by = parser.expression();
    const { kind, text: word } = parser.token;
    const directed = kind === 'word' && (word === 'asc' || word === 'desc');
    if (directed) parser.take();
    result.push({ by, descending: directed && word === 'desc' });
    if (parser.token.kind !== ',') break;
    parser.take();
  }
  parser.expect('end');
  return result;
}
