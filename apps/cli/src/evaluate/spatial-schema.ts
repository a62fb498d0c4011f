import { nullable } from '../schema.ts';

/** Pieces of the JSON Schemas of spatial analyses. */
const PLACE = { x: { type: 'number' }, y: { type: 'number' } };
const ID = { type: ['string', 'number', 'null'] };

export const COORDINATES = {
  enum: ['planar', 'lonlat'],
  description: 'planar: metres; lonlat: degrees of CGCS2000, x the longitude, distances on the sphere',
};

export const SAMPLES = {
  type: 'array',
  items: {
    type: 'object',
    required: ['x', 'y', 'value'],
    properties: { id: ID, ...PLACE, value: nullable('number') },
  },
};

const GRID = {
  type: 'object',
  required: ['x', 'y', 'dx', 'dy', 'columns', 'rows'],
  properties: {
    ...PLACE,
    dx: { type: 'number', exclusiveMinimum: 0 },
    dy: { type: 'number', exclusiveMinimum: 0 },
    columns: { type: 'integer', minimum: 1 },
    rows: { type: 'integer', minimum: 1 },
  },
};

/** Where values are asked for. */
export const TARGETS = {
  targets: { type: 'array', items: { type: 'object', required: ['x', 'y'], properties: PLACE } },
  grid: { ...GRID, description: 'instead of targets: x, y of the first centre; values run along x first' },
};

export const NEIGHBOURHOOD = {
  radius: { type: ['number', 'null'], minimum: 0 },
  maxNeighbours: { type: ['integer', 'null'], minimum: 1 },
  minNeighbours: { type: 'integer', minimum: 1 },
};

export const INTERPOLATED = {
  method: { type: 'string' },
  n: { type: 'integer' },
  grid: { anyOf: [GRID, { type: 'null' }] },
  values: { type: 'array', items: nullable('number'), description: 'null: too few neighbours' },
  crossValidation: {
    type: ['object', 'null'],
    required: ['n', 'meanError', 'meanAbsoluteError', 'rmse', 'msdr'],
    properties: {
      n: { type: 'integer' },
      meanError: { type: 'number' },
      meanAbsoluteError: { type: 'number' },
      rmse: { type: 'number' },
      msdr: nullable('number'),
    },
  },
};

/** Numbers as JSON has them: it knows no NaN. */
export const listed = (values: Float64Array): (number | null)[] =>
  Array.from(values, (one) => (Number.isFinite(one) ? one : null));
