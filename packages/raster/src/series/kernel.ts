/**
 * Least squares of one cell over dates that many cells share: `result` gets the observations of the history, those of all,
 * and the sum of squares of the history's residuals; false when the history does not determine the model.
 * @param values one a date, NaN where nothing was seen
 * @param history dates before the start of monitoring
 * @param rows regressors of all dates, p each
 * @param outer lower triangles of their outer products
 * @param full sum of the history's triangles
 * @param at gets the numbers of the dates that were seen
 * @param residuals gets observed less predicted, in that order
 */
export type Kernel = (
  values: Float64Array | Float32Array,
  history: number,
  rows: Float64Array,
  outer: Float64Array,
  full: Float64Array,
  at: Int32Array,
  residuals: Float64Array,
  result: Float64Array,
) => boolean;

const made = new Map<number, Kernel>();

/**
 * The kernel for p regressors, written out without inner loops: normal equations, Cholesky, substitution and residuals with
 * every coefficient in a variable of its own. Loops over four or eight numbers cost three times as much. The text is made of
 * p alone.
 */
export function kernelFor(p: number): Kernel {
  let kernel = made.get(p);
  if (!kernel) {
    kernel = new Function(
      ...['values', 'history', 'rows', 'outer', 'full', 'at', 'residuals', 'result'],
      textFor(p),
    ) as Kernel;
    made.set(p, kernel);
  }
  return kernel;
}

function textFor(p: number): string {
  const each = Array.from({ length: p }, (_, i) => i);
  const place = (i: number, j: number) => (i * (i + 1)) / 2 + j;
  const size = place(p, 0);
  const cells = Array.from({ length: size }, (_, k) => k);
  const lines: string[] = [];
  const say = (...more: string[]) => lines.push(...more);
  say(`'use strict'; let n = 0;`);
  for (const k of cells) say(`let a${k} = full[${k}];`);
  for (const j of each) say(`let b${j} = 0;`);
  say(
    'for (let i = 0; i < history; i++) {',
    'const y = values[i];',
    `if (y !== y) { const o = i * ${size}; ${cells.map((k) => `a${k} -= outer[o + ${k}];`).join(' ')} }`,
    `else { at[n++] = i; const r = i * ${p}; ${each.map((j) => `b${j} += y * rows[r + ${j}];`).join(' ')} }`,
    '}',
    'result[0] = n; result[1] = n; result[2] = 0;',
    `if (n <= ${p}) return false;`,
  );
  for (const i of each)
    for (const j of each.slice(0, i + 1)) {
      const products = each.slice(0, j).map((k) => `a${place(i, k)} * a${place(j, k)}`);
      const rest = [`a${place(i, j)}`, ...products].join(' - ');
      if (i === j)
        say(`const s${i} = ${rest}; if (!(s${i} > 1e-12)) return false; const d${i} = 1 / Math.sqrt(s${i});`);
      else say(`a${place(i, j)} = (${rest}) * d${j};`);
    }
  for (const i of each) {
    const products = each.slice(0, i).map((k) => `a${place(i, k)} * b${k}`);
    say(`b${i} = (${[`b${i}`, ...products].join(' - ')}) * d${i};`);
  }
  for (const i of each.toReversed()) {
    const products = each.slice(i + 1).map((k) => `a${place(k, i)} * b${k}`);
    say(`b${i} = (${[`b${i}`, ...products].join(' - ')}) * d${i};`);
  }
  const fitted = each.map((j) => `b${j} * rows[r + ${j}]`).join(' + ');
  say(
    'let squares = 0;',
    `for (let k = 0; k < n; k++) { const i = at[k], r = i * ${p}; const e = values[i] - (${fitted}); residuals[k] = e; squares += e * e; }`,
    'let total = n;',
    'for (let i = history; i < values.length; i++) {',
    `const y = values[i]; if (y !== y) continue; const r = i * ${p};`,
    `at[total] = i; residuals[total++] = y - (${fitted});`,
    '}',
    'result[1] = total; result[2] = squares; return true;',
  );
  return lines.join('\n');
}
