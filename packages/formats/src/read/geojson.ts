import type { Geometry } from '@tarim/geo';
import { type Problem, TarimError } from '@tarim/kernel';
import { conversionFrom } from '../crs.ts';
import { formatErrors, told } from '../errors.ts';
import { Kinds, refiner } from '../geometry.ts';
import { chunksOf, type Input } from '../input.ts';
import { LIMITS, within } from '../limits.ts';
import { type FieldType, inBatches, type Row, type TableSource, type Value } from '../table.ts';
import { checkedShape } from './geojson-shape.ts';
import { scanLines, scanObject } from './json-scan.ts';
import type { ReadOptions } from './options.ts';

interface RawFeature {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly properties?: unknown;
  readonly geometry?: unknown;
}

/**
 * GeoJSON (RFC 7946) feature by feature: a FeatureCollection, or with `lines` a text sequence (RFC 8142) or NDJSON. Looked
 * through once for the fields and the `crs` member that files before RFC 7946 carry, then read.
 * @throws TarimError FORMATS_UNREADABLE, FORMATS_TRUNCATED, FORMATS_TOO_LARGE, FORMATS_CRS_UNKNOWN
 */
export async function readGeoJson(
  input: Input,
  name: string,
  { lines = false, ...options }: ReadOptions & { lines?: boolean } = {},
): Promise<TableSource> {
  const format = lines ? 'GeoJSONSeq' : 'GeoJSON';
  const limits = options.limits ?? LIMITS;
  let own: string | null = null;
  let title: string | null = null;

  async function* features(): AsyncGenerator<RawFeature> {
    if (lines) {
      for await (const value of scanLines(chunksOf(input), limits)) yield asFeature(value);
      return;
    }
    let type: unknown;
    for await (const { key, value } of scanObject(chunksOf(input), 'features', limits)) {
      if (key === 'features') yield asFeature(value);
      else if (key === 'type') type = value;
      else if (key === 'name' && typeof value === 'string') title = value;
      else if (key === 'crs') own = crsName(value);
    }
    if (type !== 'FeatureCollection')
      throw new TarimError(formatErrors.unreadable, { format, reason: `type ${String(type)}` });
  }

  const found = new Map<string, FieldType | null>();
  const kinds = new Kinds();
  let count = 0;
  for await (const feature of features()) {
    within('rows', ++count, limits.maxRows);
    kinds.add((feature.geometry as { type?: string } | null)?.type);
    for (const [key, value] of Object.entries(propertiesOf(feature))) widen(found, key, value);
    within('fields', found.size, limits.maxFields);
  }
  const fields = [...found].map(([field, type]) => ({ name: field, type: type ?? ('text' as const) }));
  const conversion = conversionFrom(options.crs ?? own ?? 'CRS84');
  const refine = refiner({ conversion, limits, ...(options.pool ? { pool: options.pool } : {}) });

  async function* rows(): AsyncGenerator<Row> {
    let number = 0;
    for await (const feature of features()) {
      number++;
      const id = typeof feature.id === 'string' || typeof feature.id === 'number' ? feature.id : number;
      const properties: Record<string, Value> = {};
      for (const { name: field, type } of fields)
        properties[field] = valueAs(type, (propertiesOf(feature)[field] ?? null) as Value);
      let geometry: Geometry | null = null;
      const problems: Problem[] = [];
      try {
        geometry = checkedShape(feature.geometry ?? null, limits);
      } catch (error) {
        if (!(error instanceof TarimError)) throw error;
        problems.push(told(error.definition, error.params));
      }
      yield await refine(id, properties, geometry, problems);
    }
  }
  return {
    format,
    layers: [title ?? name],
    notes: conversion.notes,
    schema: {
      name: title ?? name,
      fields,
      ...(kinds.kind ? { geometry: { type: kinds.kind, crs: 'EPSG:4490' } } : {}),
    },
    rows: () => inBatches(rows()),
    close: () => input.close(),
  };
}

function asFeature(value: unknown): RawFeature {
  const one = value as RawFeature | null;
  if (typeof one !== 'object' || one === null || one.type !== 'Feature')
    throw new TarimError(formatErrors.unreadable, { format: 'GeoJSON', reason: 'expected a Feature' });
  return one;
}

function propertiesOf({ properties }: RawFeature): Record<string, unknown> {
  return typeof properties === 'object' && properties !== null && !Array.isArray(properties)
    ? (properties as Record<string, unknown>)
    : {};
}

/** `{type: 'name', properties: {name: 'urn:ogc:def:crs:EPSG::4547'}}` of GeoJSON 2008. */
function crsName(value: unknown): string | null {
  const name = (value as { properties?: { name?: unknown } } | null)?.properties?.name;
  return typeof name === 'string' ? name : null;
}

const typeOf = (value: unknown): FieldType => {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
  return typeof value === 'object' ? 'json' : 'text';
};

/** Widens a field to the narrowest type that all its values have; null while it has none. */
function widen(fields: Map<string, FieldType | null>, key: string, value: unknown): void {
  const known = fields.get(key) ?? null;
  if (value === null || value === undefined) {
    fields.set(key, known);
    return;
  }
  const type = typeOf(value);
  const numeric = (one: FieldType) => one === 'integer' || one === 'number';
  if (known === null || known === type) fields.set(key, type);
  else if (numeric(known) && numeric(type)) fields.set(key, 'number');
  else fields.set(key, known === 'json' || type === 'json' ? 'json' : 'text');
}

function valueAs(type: FieldType, value: Value): Value {
  return type === 'text' && value !== null && typeof value !== 'string' ? String(value) : value;
}
