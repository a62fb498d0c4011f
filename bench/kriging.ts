/**
 * Ordinary kriging of a city's stations onto a grid: 300 stations, 200 × 200 cells, estimate and variance, variogram fitted, errors of
 * leaving one out. Against the textbook's way in the same thread, in alternating rounds: the inverse of the bordered matrix once,
 * λ = K⁻¹·k for each cell. Both must agree. Prints a JSON line and writes RESULTS.md.
 */
import {
  evaluateKriging,
  geodesicInverse,
  type KrigingInput,
  semivariance,
} from '../packages/science/src/index.ts';
import { median, report, thousands } from './lib.ts';

const STATIONS = 300;
const SIDE = 200;
const ROUNDS = 5;
const WEST = 86;
const SOUTH = 43;
const DEGREES = 3;

/** Stations scattered without chance (multiples of √2 and √3), a smooth field with a little noise. */
const samples = Array.from({ length: STATIONS }, (_, i) => {
  const u = (i * Math.SQRT2) % 1;
  const v = (i * Math.sqrt(3)) % 1;
  const value = 60 + 25 * Math.sin(5 * u) * Math.cos(4 * v) + 3 * Math.sin(i * 37);
  return { x: WEST + DEGREES * u, y: SOUTH + DEGREES * v, value };
});
const step = DEGREES / (SIDE - 1);
const grid = { x: WEST, y: SOUTH, dx: step, dy: step, columns: SIDE, rows: SIDE };
const input: KrigingInput = { coordinates: 'lonlat', samples, grid };
const cells = SIDE * SIDE;

/** Distances on the sphere by haversine, the inverse by Gauss and Jordan: no line of it is the product's. */
function textbook(model: Parameters<typeof semivariance>[0]): {
  values: Float64Array;
  variances: Float64Array;
} {
  const size = STATIONS + 1;
  const inverse = inverseOf(size, (i, j) => {
    if (i === STATIONS || j === STATIONS) return i === j ? 0 : 1;
    return semivariance(model, haversine(samples[i]!, samples[j]!));
  });
  const k = new Float64Array(size).fill(1);
  const values = new Float64Array(cells);
  const variances = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const at = { x: WEST + (cell % SIDE) * step, y: SOUTH + Math.floor(cell / SIDE) * step };
    for (let i = 0; i < STATIONS; i++) k[i] = semivariance(model, haversine(samples[i]!, at));
    let value = 0;
    let variance = 0;
    for (let i = 0; i < size; i++) {
      let weight = 0;
      for (let j = 0; j < size; j++) weight += inverse[i * size + j]! * k[j]!;
      if (i < STATIONS) value += weight * samples[i]!.value;
      variance += weight * k[i]!;
    }
    values[cell] = value;
    variances[cell] = variance;
  }
  return { values, variances };
}

function haversine(a: { x: number; y: number }, b: { x: number; y: number }): number {
  const rad = Math.PI / 180;
  const s = Math.sin(((b.y - a.y) * rad) / 2) ** 2;
  const t = Math.sin(((b.x - a.x) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(s + Math.cos(a.y * rad) * Math.cos(b.y * rad) * t));
}

function inverseOf(n: number, at: (i: number, j: number) => number): Float64Array {
  const rows = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: 2 * n }, (_, j) => (j < n ? at(i, j) : Number(j - n === i))),
  );
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const row = rows[k]!;
    const scale = row[k]!;
    for (let j = 0; j < 2 * n; j++) row[j]! /= scale;
    for (let i = 0; i < n; i++) {
      const other = rows[i]!;
      const factor = other[k]!;
      if (i === k || factor === 0) continue;
      for (let j = k; j < 2 * n; j++) other[j]! -= factor * row[j]!;
    }
  }
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse.set(rows[i]!.subarray(n), i * n);
  return inverse;
}

const time = <T>(run: () => T): { seconds: number; told: T } => {
  const from = process.hrtime.bigint();
  const told = run();
  return { seconds: Number(process.hrtime.bigint() - from) / 1e9, told };
};

const model = evaluateKriging({ ...input, grid: undefined, targets: [] }).variogram!;
const ours: number[] = [];
const moving: number[] = [];
const theirs: number[] = [];
let apart = 0;
for (let round = 0; round < ROUNDS + 1; round++) {
  const a = time(() => evaluateKriging(input));
  const b = time(() => textbook(model));
  const c = time(() => evaluateKriging({ ...input, maxNeighbours: 24 }));
  for (let i = 0; i < cells; i++)
    apart = Math.max(
      apart,
      Math.abs(a.told.values[i]! - b.told.values[i]!),
      Math.abs(a.told.variances[i]! - b.told.variances[i]!),
    );
  // One round warms the compiler up.
  if (round === 0) continue;
  ours.push(a.seconds);
  theirs.push(b.seconds);
  moving.push(c.seconds);
}
if (apart > 1e-5) throw new Error(`the two ways differ by ${apart}`);
const wide = geodesicInverse({ x: WEST, y: SOUTH }, { x: WEST + DEGREES, y: SOUTH }).distance / 1_000;
const ratio = median(theirs.map((one, i) => one / ours[i]!));
console.log(JSON.stringify({ bench: 'kriging', ratio, ours, theirs, moving, apart }));
const row = (name: string, seconds: number, more: string) =>
  `| ${name} | ${seconds.toFixed(2)} | **${thousands(cells / seconds)}** | ${more} |`;
report('kriging', [
  '## Ordinary kriging: cells a second',
  '',
  `${STATIONS} stations onto ${SIDE} × ${SIDE} cells (${Math.round(wide)} km wide), ${model.kind} variogram fitted, estimate and kriging variance, errors of leaving one out; one thread, ${ROUNDS} rounds in turn. Largest difference between the first two: ${apart.toExponential(1)}.`,
  '',
  '| way | seconds | cells/s | against the textbook |',
  '|---|---|---|---|',
  row(
    'all stations: one Cholesky factor, a triangular solve a cell',
    median(ours),
    `**${ratio.toFixed(1)} ×**`,
  ),
  row('textbook: inverse of the bordered matrix, n² a cell', median(theirs), '1'),
  row(
    'nearest 24: a system a cell',
    median(moving),
    `${median(theirs.map((one, i) => one / moving[i]!)).toFixed(1)} × (another result)`,
  ),
]);
