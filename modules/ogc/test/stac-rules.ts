import { Ajv } from 'ajv';
import { expect } from 'vitest';

/**
 * The rules of STAC 1.0.0 (catalog-spec, collection-spec, item-spec: required fields and their types) and of its extensions
 * projection 1.2.0, eo 1.1.0, raster 1.1.0, classification, file 2.1.0 and item-assets 1.0.0, written out from their texts, since the published schemas
 * are not at hand without a network.
 */
const links = {
  type: 'array',
  items: {
    type: 'object',
    required: ['href', 'rel'],
    properties: {
      href: { type: 'string', minLength: 1 },
      rel: { type: 'string', minLength: 1 },
      type: { type: 'string' },
    },
  },
};
const version = { const: '1.0.0' };
const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|\\+00:00)$',
};
const bbox = {
  oneOf: [4, 6].map((n) => ({ type: 'array', minItems: n, maxItems: n, items: { type: 'number' } })),
};
const numbers = (...lengths: number[]) => ({
  oneOf: lengths.map((n) => ({ type: 'array', minItems: n, maxItems: n, items: { type: 'number' } })),
});
/** Fields of the extensions, wherever they stand; a field with their prefix that they do not have is wrong. */
const FIELDS = {
  type: 'object',
  properties: {
    'proj:code': { type: ['string', 'null'], pattern: '^[A-Z_0-9]+:\\S+$' },
    'proj:epsg': { type: ['integer', 'null'] },
    'proj:shape': { type: 'array', minItems: 2, maxItems: 2, items: { type: 'integer', minimum: 1 } },
    'proj:transform': numbers(6, 9),
    'proj:bbox': numbers(4, 6),
    'eo:cloud_cover': { type: 'number', minimum: 0, maximum: 100 },
    'eo:bands': {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1 },
          description: { type: 'string', minLength: 1 },
          common_name: {
            enum: [
              'coastal',
              'blue',
              'green',
              'red',
              'rededge',
              'yellow',
              'pan',
              'nir',
              'nir08',
              'nir09',
              'cirrus',
              'swir16',
              'swir22',
              'lwir',
              'lwir11',
              'lwir12',
            ],
          },
          center_wavelength: { type: 'number' },
          full_width_half_max: { type: 'number' },
        },
      },
    },
    'raster:bands': {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: {
          nodata: { anyOf: [{ type: 'number' }, { enum: ['nan', 'inf', '-inf'] }] },
          sampling: { enum: ['area', 'point'] },
          data_type: {
            enum: [
              ...['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64', 'float16'],
              ...['float32', 'float64', 'cint16', 'cint32', 'cfloat32', 'cfloat64', 'other'],
            ],
          },
          bits_per_sample: { type: 'integer' },
          spatial_resolution: { type: 'number', exclusiveMinimum: 0 },
          unit: { type: 'string', minLength: 1 },
          scale: { type: 'number' },
          offset: { type: 'number' },
          statistics: {
            type: 'object',
            minProperties: 1,
            additionalProperties: false,
            properties: Object.fromEntries(
              ['minimum', 'maximum', 'mean', 'stddev', 'valid_percent'].map((one) => [
                one,
                { type: 'number' },
              ]),
            ),
          },
        },
      },
    },
    'classification:classes': {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['value', 'name', 'description'],
        additionalProperties: false,
        properties: {
          value: { type: 'integer' },
          name: { type: 'string', pattern: '^[0-9A-Za-z_-]+$' },
          title: { type: 'string', minLength: 1 },
          description: { type: 'string', minLength: 1 },
          color_hint: { type: 'string', pattern: '^[0-9A-F]{6}$' },
          count: { type: 'integer', minimum: 0 },
          percentage: { type: 'number', minimum: 0, maximum: 100 },
        },
      },
    },
    'file:size': { type: 'integer', minimum: 0 },
    'file:checksum': { type: 'string', pattern: '^1220[0-9a-f]{64}$' },
  },
  propertyNames: {
    anyOf: [
      { not: { pattern: '^(proj|eo|raster|classification|file):' } },
      {
        enum: [
          'proj:code',
          'proj:epsg',
          'proj:shape',
          'proj:transform',
          'proj:bbox',
          'eo:cloud_cover',
          'eo:bands',
        ],
      },
      { enum: ['raster:bands', 'classification:classes', 'file:size', 'file:checksum'] },
    ],
  },
};
const TIFF_TYPE = '^image/tiff; application=geotiff(; profile=cloud-optimized)?$';
const asset = {
  allOf: [FIELDS],
  type: 'object',
  required: ['href', 'type', 'roles'],
  properties: {
    href: { type: 'string', minLength: 1 },
    type: { type: 'string', pattern: TIFF_TYPE },
    roles: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['data', 'visual', 'data-mask'] },
    },
  },
};
/** Which extension a field belongs to: what is used is declared, what is declared is used. */
const OF: Readonly<Record<string, string>> = {
  proj: 'https://stac-extensions.github.io/projection/v1.2.0/schema.json',
  eo: 'https://stac-extensions.github.io/eo/v1.1.0/schema.json',
  raster: 'https://stac-extensions.github.io/raster/v1.1.0/schema.json',
  classification: 'https://stac-extensions.github.io/classification/v2.0.0/schema.json',
  file: 'https://stac-extensions.github.io/file/v2.1.0/schema.json',
  item_assets: 'https://stac-extensions.github.io/item-assets/v1.0.0/schema.json',
};
export function declared(value: Record<string, unknown>): void {
  const used = new Set<string>();
  const look = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    for (const [name, inner] of Object.entries(one)) {
      const prefix = name === 'item_assets' ? name : name.split(':')[0]!;
      if ((name.includes(':') || name === 'item_assets') && OF[prefix]) used.add(OF[prefix]);
      look(inner);
    }
  };
  look(value);
  expect([...(value.stac_extensions as string[])].sort()).toEqual([...used].sort());
}
export const CATALOG = {
  type: 'object',
  required: ['type', 'stac_version', 'id', 'description', 'links', 'conformsTo'],
  properties: {
    type: { const: 'Catalog' },
    stac_version: version,
    id: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    links,
  },
};
export const COLLECTION = {
  type: 'object',
  required: ['type', 'stac_version', 'stac_extensions', 'id', 'description', 'license', 'extent', 'links'],
  properties: {
    type: { const: 'Collection' },
    stac_version: version,
    description: { type: 'string', minLength: 1 },
    license: { type: 'string', pattern: '^[\\w\\-\\.\\+]+$' },
    extent: {
      type: 'object',
      required: ['spatial', 'temporal'],
      properties: {
        spatial: {
          type: 'object',
          required: ['bbox'],
          properties: { bbox: { type: 'array', minItems: 1, items: bbox } },
        },
        temporal: {
          type: 'object',
          required: ['interval'],
          properties: {
            interval: {
              type: 'array',
              minItems: 1,
              items: {
                type: 'array',
                minItems: 2,
                maxItems: 2,
                items: { anyOf: [instant, { type: 'null' }] },
              },
            },
          },
        },
      },
    },
    links,
    providers: {
      type: 'array',
      items: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } },
    },
    // A summary is a list of values that there are, or a range.
    summaries: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        anyOf: [
          { type: 'array', minItems: 1 },
          { type: 'object', required: ['minimum', 'maximum'] },
        ],
      },
    },
    item_assets: {
      type: 'object',
      additionalProperties: {
        allOf: [FIELDS],
        type: 'object',
        minProperties: 2,
        not: { required: ['href'] },
      },
    },
  },
};
export const ITEM = {
  type: 'object',
  required: ['type', 'stac_version', 'id', 'geometry', 'bbox', 'properties', 'links', 'assets', 'collection'],
  properties: {
    type: { const: 'Feature' },
    stac_version: version,
    stac_extensions: { type: 'array', uniqueItems: true, items: { type: 'string', pattern: '^https://' } },
    id: { type: 'string', minLength: 1 },
    geometry: { type: 'object', required: ['type', 'coordinates'] },
    bbox,
    properties: {
      allOf: [FIELDS],
      type: 'object',
      required: ['datetime'],
      properties: {
        datetime: instant,
        created: instant,
        gsd: { type: 'number', exclusiveMinimum: 0 },
      },
    },
    links: { ...links, contains: { type: 'object', properties: { rel: { const: 'collection' } } } },
    assets: { type: 'object', minProperties: 1, additionalProperties: asset },
  },
};
const ajv = new Ajv({ strict: false, allErrors: true });
export const valid = (schema: object, value: unknown) => {
  const check = ajv.compile(schema);
  expect(check(value), JSON.stringify(check.errors)).toBe(true);
};
