import { PROBLEMS } from '../schema.ts';

export const TEXT = { type: 'string' } as const;
export const NUMBER = { type: 'number' } as const;
export const COUNT = { type: 'integer', minimum: 0 } as const;

export const SUMMARIES = {
  type: 'array',
  description: 'a member for each band, of stored values',
  items: {
    type: 'object',
    properties: {
      count: COUNT,
      min: { type: ['number', 'null'] },
      max: { type: ['number', 'null'] },
      mean: { type: ['number', 'null'] },
      deviation: { type: ['number', 'null'] },
    },
  },
} as const;

export const WRITTEN = {
  path: TEXT,
  width: COUNT,
  height: COUNT,
  bands: SUMMARIES,
  seconds: NUMBER,
  resumed: COUNT,
} as const;

export const REPORT = { valid: { type: 'boolean' }, errors: PROBLEMS, notes: PROBLEMS } as const;
