import { DRAFT, nullable, PROBLEMS } from '../schema.ts';

/** Pieces of the JSON Schemas of evaluations of water. */
const ID = { description: 'anything; comes back as it is' };

export const TIME = {
  type: 'string',
  description:
    'ISO 8601 of the data; +08:00 when it names no offset; chooses the edition. Absent: the one in force',
};

export const VALUES = {
  type: 'object',
  description:
    'by symbol (NH3-N), Chinese name (氨氮) or code of HJ 212-2017 (w21003); in the unit of the limit unless it names one. ' +
    'Below detection: {"lt":0.01}, "0.01L" or "<0.01"; null or absent: missing',
  additionalProperties: {
    anyOf: [
      { type: ['number', 'string', 'boolean', 'null'] },
      {
        type: 'object',
        required: ['value'],
        properties: { value: { type: 'number', minimum: 0 }, unit: { type: 'string' } },
      },
      {
        type: 'object',
        required: ['lt'],
        properties: { lt: { type: 'number', exclusiveMinimum: 0 }, unit: { type: 'string' } },
      },
    ],
  },
};

export const SAMPLES = {
  type: 'array',
  items: VALUES,
  description: 'instead of values; their mean is taken',
};

const CLASSES = { type: 'object', additionalProperties: { type: 'string' } };
const NUMBERS = { type: 'object', additionalProperties: { type: 'number' } };
const STRINGS = { type: 'array', items: { type: 'string' } };

export { CLASSES, NUMBERS, STRINGS };

/** What every finding tells beside its own figures. */
const FINDING = {
  rules: {
    type: 'array',
    items: {
      type: 'object',
      required: ['standard', 'version', 'confidence'],
      properties: {
        standard: { type: 'string' },
        version: { type: 'string' },
        confidence: {
          description: 'only official-text is law',
          enum: ['official-text', 'multi-source', 'single-source', 'mixed', 'memory', 'unverified'],
        },
      },
    },
  },
  used: { ...NUMBERS, description: 'figures as they entered: half the limit where nothing was detected' },
  missing: { ...STRINGS, description: 'items that the rule asks for and that are not there' },
  steps: { type: 'array', description: 'with --explain' },
};

export const inputSchema = (properties: Readonly<Record<string, object>>) => ({
  $schema: DRAFT,
  type: 'object',
  properties: { id: ID, ...properties },
});

/** A line that could not be read has `id` and `problems` only. */
export const outputSchema = (properties: Readonly<Record<string, object>>) => ({
  $schema: DRAFT,
  type: 'object',
  required: ['id', 'problems'],
  properties: { id: {}, ...properties, ...FINDING, problems: PROBLEMS },
});

export const CHANGE = {
  type: 'object',
  properties: {
    verdict: { enum: ['none', 'someBetter', 'markedBetter', 'someWorse', 'markedWorse', null] },
    verdictZh: nullable('string'),
    dG: nullable('number'),
    dD: nullable('number'),
  },
};
