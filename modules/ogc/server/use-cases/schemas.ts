import type { Context, DatasetField } from '@tarim/platform';
import { type AnyCall, address, SCHEMA, sendJson } from '../answer.ts';
import { say, type Tongue, tongueOf } from './describe.ts';
import { shownSet } from './reader.ts';

const TYPES: Readonly<Record<DatasetField['type'], object>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
  json: {},
};

/** What may stand in filters, or in answers: JSON Schema of the fields that the reader sees. */
export async function schema(
  call: AnyCall,
  ctx: Context,
  id: string,
  of: 'queryables' | 'schema',
): Promise<undefined> {
  const { request, reply } = call;
  const { set, sight } = await shownSet(ctx, call, id);
  const tongue = tongueOf(request);
  const fields = set.fields.filter(
    (one) => sight.fields.has(one.name) && (of === 'schema' || one.type !== 'json'),
  );
  const { geometry } = set.relation;
  return sendJson(
    reply,
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: address(request, 'ogc', 'collections', id, of),
      type: 'object',
      title: say(set.titles, tongue),
      description: say(set.abstracts, tongue),
      properties: {
        ...(geometry
          ? {
              geometry: {
                title: tongue === 'zh' ? '几何' : 'Geometry',
                format: `geometry-${geometry.type.toLowerCase()}`,
                'x-ogc-role': 'primary-geometry',
              },
            }
          : {}),
        ...Object.fromEntries(fields.map((one) => [one.name, fieldSchema(one, tongue)])),
      },
      additionalProperties: false,
    },
    SCHEMA,
  );
}

function fieldSchema({ type, titles, unit, codes }: DatasetField, tongue: Tongue): object {
  const told = codes ? Object.entries(codes).map(([code, title]) => `${code}: ${say(title, tongue)}`) : [];
  return {
    title: say(titles, tongue),
    ...TYPES[type],
    ...(unit ? { 'x-ogc-unit': unit } : {}),
    ...(codes ? { enum: Object.keys(codes), description: told.join('；') } : {}),
  };
}
