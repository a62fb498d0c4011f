import type { Cells } from '../align.ts';
import { isFloat, SAMPLE_TYPES, type Samples, type SampleType } from '../samples.ts';
import type { Node, Operator } from './parse.ts';

/** How stored values of a band become values of the expression: `scale × stored + offset`, not below 0 when clipped. */
export interface Input {
  readonly name: string;
  readonly scale: number;
  readonly offset: number;
  /** Reflectances below nothing are noise of the correction for the atmosphere. */
  readonly clip?: boolean;
}

/** How results are stored: `(value − offset) / scale`, rounded for whole numbers, held within the type. */
export interface Output {
  readonly type: SampleType;
  readonly noData: number;
  readonly scale: number;
  readonly offset: number;
}

export type Compiled = (cells: readonly Cells[], valid: Uint8Array | null, out: Samples) => void;

/**
 * A function that computes an expression for every cell of a window in one loop. It is made as text and compiled, because
 * a tree that is walked for each cell costs ten times as much. The text consists only of what `parseExpression` let
 * through: numbers, operators, functions of a fixed list, and the positions of bands; no name of the caller gets in.
 * Cells where a band has no data, or where the result is no finite number (0/0), have none.
 */
export function compileExpression(node: Node, inputs: readonly Input[], output: Output): Compiled {
  const lines = valuesOf(inputs, '{ out[i] = none; continue; }');
  lines.push(`let r = ${text(node, placesOf(inputs))};`);
  lines.push('if (!(r - r === 0)) { out[i] = none; continue; }');
  if (output.scale !== 1 || output.offset !== 0)
    lines.push(`r = (r - ${literal(output.offset)}) * ${literal(1 / output.scale)};`);
  if (!isFloat(output.type)) {
    const { min, max } = SAMPLE_TYPES[output.type];
    // A value must not become the number for no data.
    const [low, high] = [output.noData === min ? min + 1 : min, output.noData === max ? max - 1 : max];
    // Math.round takes a branch that noise makes a coin's toss: twice the time of all the rest.
    lines.push(`r = Math.floor(r + 0.5); r = r < ${low} ? ${low} : r > ${high} ? ${high} : r;`);
  }
  lines.push('out[i] = r;');
  const body = lines.join('\n    ');
  const source = `'use strict';
${headsOf(inputs)}
const none = ${literal(output.noData)};
const length = out.length;
if (valid === null) for (let i = 0; i < length; i++) {
    ${body}
}
else for (let i = 0; i < length; i++) {
    if (valid[i] === 0) { out[i] = none; continue; }
    ${body}
}`;
  return new Function('cells', 'valid', 'out', source) as Compiled;
}

/** Where a condition over bands holds, written into bits. */
export type Condition = (
  cells: readonly Cells[],
  valid: Uint8Array | null,
  width: number,
  height: number,
  /** Of the window's first cell, and words of a row of the mask. */
  words: Uint32Array,
  first: number,
  stride: number,
  /** Gets the numbers of the cells that are set. */
  places: Int32Array,
  /** Gets how many cells could be judged, and how many are set. */
  counts: Float64Array,
) => void;

/**
 * As `compileExpression`, for a condition whose answers become bits at once: numbers in between, and a second look at each
 * of them, would take as long as the judging.
 */
export function compileCondition(node: Node, inputs: readonly Input[]): Condition {
  const loop = (guard: string) => `for (let row = 0, i = 0; row < height; row++) {
  let at = first + row * stride;
  for (const end = i + width; i < end;) {
    const stop = Math.min(end, i + 32);
    let word = 0;
    for (let bit = 1; i < stop; i++, bit <<= 1) {
      ${guard}
      ${valuesOf(inputs, 'continue;').join('\n      ')}
      observed++;
      if (${text(node, placesOf(inputs))}) { word |= bit; places[set++] = i; }
    }
    words[at++] = word;
  }
}`;
  const source = `'use strict';
${headsOf(inputs)}
let observed = 0, set = 0;
if (valid === null) ${loop('')}
else ${loop('if (valid[i] === 0) continue;')}
counts[0] = observed; counts[1] = set;`;
  return new Function(
    ...['cells', 'valid', 'width', 'height', 'words', 'first', 'stride', 'places', 'counts'],
    source,
  ) as Condition;
}

const headsOf = (inputs: readonly Input[]): string =>
  inputs.map((_, i) => `const v${i} = cells[${i}].values, n${i} = cells[${i}].noData;`).join('\n');

const placesOf = (inputs: readonly Input[]): ReadonlyMap<string, string> =>
  new Map(inputs.map(({ name }, i) => [name, `x${i}`]));

/** Stored values become x0, x1 …; `none` is what is done where a band has no data. */
function valuesOf(inputs: readonly Input[], none: string): string[] {
  const lines: string[] = [];
  for (const [i, { scale, offset, clip }] of inputs.entries()) {
    lines.push(`const s${i} = v${i}[i];`, `if (s${i} === n${i} || s${i} !== s${i}) ${none}`);
    const value = `${scale === 1 ? '' : `${literal(scale)} * `}s${i}${offset === 0 ? '' : ` + ${literal(offset)}`}`;
    lines.push(clip ? `let x${i} = ${value}; if (x${i} < 0) x${i} = 0;` : `const x${i} = ${value};`);
  }
  return lines;
}

const literal = (value: number): string => (value < 0 ? `(${value})` : String(value));
const LOGICAL: ReadonlySet<Operator> = new Set(['||', '&&', '==', '!=', '<', '>', '<=', '>=']);

function text(node: Node, names: ReadonlyMap<string, string>): string {
  switch (node.kind) {
    case 'number':
      return literal(node.value);
    case 'band':
      return names.get(node.name)!;
    case 'unary':
      return node.operator === '-' ? `(-${text(node.of, names)})` : `(${text(node.of, names)} ? 0 : 1)`;
    case 'binary': {
      const [left, right] = [text(node.left, names), text(node.right, names)];
      const operator = { '==': '===', '!=': '!==' }[node.operator as string] ?? node.operator;
      return LOGICAL.has(node.operator)
        ? `(${left} ${operator} ${right} ? 1 : 0)`
        : `(${left} ${operator} ${right})`;
    }
    case 'call': {
      const values = node.values.map((value) => text(value, names));
      if (node.name === 'mean') return `((${values.join(' + ')}) / ${values.length})`;
      if (node.name === 'clamp') return `Math.min(Math.max(${values[0]}, ${values[1]}), ${values[2]})`;
      if (node.name === 'where') return `(${values[0]} ? ${values[1]} : ${values[2]})`;
      return `Math.${node.name}(${values.join(', ')})`;
    }
  }
}

/** 0 where any of the cells has none; null when all have. */
export function joinValid(cells: readonly Cells[]): Uint8Array | null {
  let joined: Uint8Array | null = null;
  let own = false;
  for (const { valid } of cells) {
    if (!valid) continue;
    if (!joined) joined = valid;
    else {
      // The first one belongs to a cache or a caller.
      if (!own) joined = joined.slice();
      own = true;
      for (let i = 0; i < joined.length; i++) if (valid[i] === 0) joined[i] = 0;
    }
  }
  return joined;
}
