/** Pieces of the JSON Schemas that `--schema` prints. */
export const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** For commands that do not read standard input: nothing fits. */
export const NO_INPUT = {
  $schema: DRAFT,
  description: '不读标准输入 standard input is not read',
  not: {},
} as const;

export const nullable = (type: string) => ({ type: [type, 'null'] });

export const PROBLEMS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string' }, message: { type: 'string' }, path: { type: 'string' } },
  },
} as const;

/** A line of NDJSON with these members, all of them required unless named in `optional`. */
export const lineOf = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  $schema: DRAFT,
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
