import { Cursor } from './cursor.ts';
import {
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
import { readWkt, WKT_TYPES } from './read-wkt.ts';

/** Words that cannot be names without quotes. */
const RESERVED = new Set(['AND', 'OR', 'NOT', 'LIKE', 'BETWEEN', 'IN', 'IS', 'NULL', 'DIV']);

/**
 * Reads CQL2 text (OGC 21-065r2 clause 7). One precedence ladder for booleans and scalars, so that a bracket needs no
 * looking ahead: hostile nesting costs no more than its length.
 * @throws TarimError OGC_FILTER_SYNTAX, OGC_FILTER_TOO_LARGE
 */
export function parseCql2Text(text: string): Node {
  if (text.length > LIMITS.length) throw tooLarge('length', LIMITS.length);
  const parser = new Parser(new Cursor(text));
  return parser.whole();
}

class Parser {
  readonly #cursor: Cursor;
  readonly #budget = new Budget();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  whole(): Node {
    const node = this.#or(1);
    if (this.#cursor.now.kind !== 'end') throw this.#cursor.unexpected('the end');
    return node;
  }

  #call(at: number, op: string, args: readonly Node[]): Node {
    return this.#budget.node({ kind: 'call', at, op, args });
  }

  #or(depth: number): Node {
    this.#budget.depth(depth);
    const { at } = this.#cursor.now;
    const args = [this.#and(depth)];
    while (this.#cursor.acceptWord('OR')) args.push(this.#and(depth));
    return args.length === 1 ? args[0]! : this.#call(at, 'or', args);
  }

  #and(depth: number): Node {
    const { at } = this.#cursor.now;
    const args = [this.#not(depth)];
    while (this.#cursor.acceptWord('AND')) args.push(this.#not(depth));
    return args.length === 1 ? args[0]! : this.#call(at, 'and', args);
  }

  #not(depth: number): Node {
    this.#budget.depth(depth);
    const { at } = this.#cursor.now;
    if (this.#cursor.acceptWord('NOT')) return this.#call(at, 'not', [this.#not(depth + 1)]);
    return this.#comparison(depth);
  }

  #comparison(depth: number): Node {
    const cursor = this.#cursor;
    const left = this.#sum(depth);
    const { at, kind, text } = cursor.now;
    if (kind === 'sign' && COMPARISONS.has(text)) {
      cursor.take();
      return this.#call(at, text, [left, this.#sum(depth)]);
    }
    if (cursor.acceptWord('IS')) {
      const negated = cursor.acceptWord('NOT');
      cursor.expectWord('NULL');
      return this.#negated(at, negated, this.#call(at, 'isnull', [left]));
    }
    const negated =
      cursor.isWord('NOT') && ['LIKE', 'BETWEEN', 'IN'].includes(cursor.next.text.toUpperCase());
    if (negated) cursor.take();
    if (cursor.acceptWord('LIKE'))
      return this.#negated(at, negated, this.#call(at, 'like', [left, this.#sum(depth)]));
    if (cursor.acceptWord('BETWEEN')) {
      const low = this.#sum(depth);
      cursor.expectWord('AND');
      return this.#negated(at, negated, this.#call(at, 'between', [left, low, this.#sum(depth)]));
    }
    if (cursor.acceptWord('IN'))
      return this.#negated(at, negated, this.#call(at, 'in', [left, ...this.#list(depth)]));
    return left;
  }

  #negated(at: number, negated: boolean, node: Node): Node {
    return negated ? this.#call(at, 'not', [node]) : node;
  }

  #list(depth: number): Node[] {
    this.#cursor.expectSign('(');
    const items = [this.#or(depth + 1)];
    while (this.#cursor.acceptSign(',')) items.push(this.#or(depth + 1));
    this.#cursor.expectSign(')');
    return items;
  }

  #sum(depth: number): Node {
    let left = this.#product(depth);
    while (this.#cursor.isSign('+', '-')) {
      const { text, at } = this.#cursor.take();
      left = this.#call(at, text, [left, this.#product(depth)]);
    }
    return left;
  }

  #product(depth: number): Node {
    let left = this.#power(depth);
    while (this.#cursor.isSign('*', '/', '%') || this.#cursor.isWord('DIV')) {
      const { text, at } = this.#cursor.take();
      left = this.#call(at, text.toLowerCase(), [left, this.#power(depth)]);
    }
    return left;
  }

  #power(depth: number): Node {
    const base = this.#unary(depth);
    if (!this.#cursor.isSign('^')) return base;
    const { at } = this.#cursor.take();
    return this.#call(at, '^', [base, this.#unary(depth)]);
  }

  #unary(depth: number): Node {
    this.#budget.depth(depth);
    const { at } = this.#cursor.now;
    if (this.#cursor.acceptSign('+')) return this.#unary(depth + 1);
    if (!this.#cursor.acceptSign('-')) return this.#primary(depth);
    const node = this.#unary(depth + 1);
    if (node.kind === 'value' && typeof node.value === 'number') return { ...node, at, value: -node.value };
    return this.#call(at, '-', [this.#budget.node({ kind: 'value', at, value: 0 }), node]);
  }

  #primary(depth: number): Node {
    const cursor = this.#cursor;
    const { kind, text, at } = cursor.now;
    if (cursor.acceptSign('(')) {
      const node = this.#or(depth + 1);
      cursor.expectSign(')');
      return node;
    }
    if (kind === 'number') return this.#budget.node({ kind: 'value', at, value: cursor.number() });
    if (kind === 'text') {
      cursor.take();
      return this.#budget.node({ kind: 'value', at, value: text });
    }
    if (kind === 'name') {
      cursor.take();
      return this.#budget.node({ kind: 'property', at, name: text });
    }
    if (kind !== 'word') throw cursor.unexpected('a value');
    return this.#word(text, at, depth);
  }

  #word(text: string, at: number, depth: number): Node {
    const cursor = this.#cursor;
    const word = text.toUpperCase();
    if (word === 'TRUE' || word === 'FALSE') {
      cursor.take();
      return this.#budget.node({ kind: 'value', at, value: word === 'TRUE' });
    }
    const follows = cursor.next.kind === 'sign' && cursor.next.text === '(';
    const called = follows || ['Z', 'M', 'ZM', 'EMPTY'].includes(cursor.next.text.toUpperCase());
    if (WKT_TYPES.has(word) && called) {
      return this.#budget.node({ kind: 'geometry', at, geometry: readWkt(cursor, this.#budget) });
    }
    if (RESERVED.has(word)) throw cursor.unexpected('a value');
    cursor.take();
    if (!follows) return this.#budget.node({ kind: 'property', at, name: text });
    return this.#function(word, at, depth);
  }

  #function(word: string, at: number, depth: number): Node {
    const cursor = this.#cursor;
    if (word === 'BBOX') return this.#box(at);
    if (word === 'TIMESTAMP' || word === 'DATE') {
      cursor.expectSign('(');
      const { kind, text, at: from } = cursor.take();
      if (kind !== 'text') throw syntax(from, 'a quoted time is expected');
      cursor.expectSign(')');
      return this.#budget.node({ kind: word === 'DATE' ? 'date' : 'instant', at, value: text });
    }
    if (word === 'INTERVAL') return this.#interval(at, depth);
    const op = word.toLowerCase();
    if (!SPATIAL.has(op) && !TEMPORAL.has(op) && !FOLDS.has(op)) throw unknownOperator(word, at);
    return this.#call(at, op, this.#list(depth));
  }

  #box(at: number): Node {
    const cursor = this.#cursor;
    cursor.expectSign('(');
    const numbers = [cursor.number()];
    while (cursor.acceptSign(',')) numbers.push(cursor.number());
    cursor.expectSign(')');
    if (numbers.length !== 4 && numbers.length !== 6) throw syntax(at, 'a box has 4 or 6 numbers');
    const [west, south] = numbers as [number, number];
    const [east, north] = numbers.length === 4 ? numbers.slice(2) : numbers.slice(3);
    return this.#budget.node({ kind: 'box', at, box: [west, south, east!, north!] });
  }

  #interval(at: number, depth: number): Node {
    const cursor = this.#cursor;
    const end = (): Node | null => {
      const { kind, text, at: from } = cursor.now;
      if (kind !== 'text') return this.#or(depth + 1);
      cursor.take();
      if (text === '..' || text === '') return null;
      return this.#budget.node({ kind: text.includes('T') ? 'instant' : 'date', at: from, value: text });
    };
    cursor.expectSign('(');
    const from = end();
    cursor.expectSign(',');
    const to = end();
    cursor.expectSign(')');
    return this.#budget.node({ kind: 'interval', at, from, to });
  }
}
