import { DRAFT, PROBLEMS } from '../schema.ts';

/** What every evaluation answers beside its own figures. */
export const findingSchema = (properties: Readonly<Record<string, object>>): object => ({
  $schema: DRAFT,
  type: 'object',
  required: ['id', 'problems'],
  properties: {
    id: { description: 'as given; null when the line could not be read' },
    ...properties,
    rules: {
      type: 'array',
      description: 'what it rests on; only official-text and multi-source are to be shown as law',
      items: {
        type: 'object',
        properties: {
          standard: { type: 'string' },
          version: { type: 'string' },
          confidence: { type: 'string' },
        },
      },
    },
    used: { type: 'object', description: 'inputs that took part' },
    missing: { type: 'array', items: { type: 'string' } },
    problems: PROBLEMS,
    steps: { type: 'array', description: 'with --explain: each figure as on paper' },
  },
});

export const inputSchema = (
  required: readonly string[],
  properties: Readonly<Record<string, object>>,
): object => ({
  $schema: DRAFT,
  type: 'object',
  required,
  properties: { id: { description: 'anything; comes back as it is' }, ...properties },
});

export const VALUES = { type: 'object', additionalProperties: { type: ['number', 'null'] } };
export const TEXT = { type: 'string' };
