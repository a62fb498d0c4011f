import { type Box, boxOf, fromOffset, type Geometry, type OffsetSystem, readWkb, writeWkb } from '@tarim/geo';
import { type ErrorDefinition, type ErrorParams, TarimError } from '@tarim/kernel';
import type { Check, PipelineSpec, Severity } from '../../contract.ts';
import { rowErrors as E, exchangeErrors } from '../errors.ts';
import { convert } from './convert.ts';
import { compilePattern } from './pattern.ts';

/** A row as its source gives it. `notes` were done to it on the way (repairs), `defects` keep it out. */
export interface RawRow {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly wkb: Uint8Array | null;
  readonly notes: readonly { readonly code: string; readonly params: ErrorParams }[];
  readonly defects: readonly { readonly code: string; readonly params: ErrorParams }[];
}

export interface RowProblem {
  readonly line: number;
  readonly field: string | null;
  readonly severity: Severity;
  readonly code: string;
  readonly params: ErrorParams;
}

export interface JudgedRow {
  readonly line: number;
  readonly key: string | null;
  readonly properties: Record<string, unknown>;
  readonly geometry: Geometry | null;
  readonly wkb: Uint8Array | null;
  readonly box: Box | null;
  readonly convertedFrom: string | null;
  readonly problems: RowProblem[];
  readonly accepted: boolean;
  readonly stops: boolean;
}

export interface Judging {
  readonly spec: PipelineSpec;
  /** Is the place within the region, within the owner's unit? */
  readonly within: (lon: number, lat: number, of: 'region' | 'unit') => boolean;
  readonly offset: OffsetSystem | null;
}

const MOST_DISTINCT = 2_000_000;
/** Codes of the readers that say that a shape was mended. */
const REPAIRS = new Set(['FORMATS_GEOMETRY_REPAIRED', 'FORMATS_HOLE_WITHOUT_SHELL']);

/**
 * Maps and checks rows one after another; every defect of a row is told, not only the first. Keeps what has come by for checks of
 * uniqueness, so that one judge serves one run.
 */
export function judgeOf({ spec, within, offset }: Judging): (row: RawRow) => JudgedRow {
  const patterns = new Map(
    spec.checks.flatMap((one) =>
      one.kind === 'pattern' ? [[one.pattern, compilePattern(one.pattern)] as const] : [],
    ),
  );
  const seen = new Map<Check, Map<string, number>>();

  return (row) => {
    const problems: RowProblem[] = [];
    const tell = (
      severity: Severity,
      field: string | null,
      { code }: Pick<ErrorDefinition, 'code'>,
      params: ErrorParams = {},
    ) => problems.push({ line: row.line, field, severity, code, params });
    for (const { code, params } of row.defects) tell('reject', null, { code }, params);

    const properties: Record<string, unknown> = {};
    for (const mapping of spec.fields) {
      const found = convert(mapping.from === null ? null : row.values[mapping.from], mapping);
      if ('wrong' in found) tell('reject', mapping.name, found.wrong, found.params);
      properties[mapping.name] = 'wrong' in found ? null : found.value;
    }

    const shape = shapeOf(row.wkb, spec, offset);
    if (shape.found) tell('reject', null, E.kind, { found: shape.found, wanted: spec.geometryType ?? '' });
    for (const check of spec.checks) judge(check, row, properties, shape, tell, patterns, within, seen);

    const keyed = spec.mode !== 'append' && spec.keys.length > 0;
    const parts = spec.keys.map((name) => properties[name] ?? null);
    if (keyed && parts.some((part) => part === null)) tell('reject', null, E.keyEmpty);
    const stops = problems.some((one) => one.severity === 'stop');
    return {
      line: row.line,
      key: keyed ? JSON.stringify(parts) : null,
      properties,
      geometry: shape.geometry,
      wkb: shape.geometry && writeWkb(shape.geometry),
      box: shape.geometry && boxOf(shape.geometry),
      convertedFrom: shape.convertedFrom,
      problems,
      accepted: !problems.some((one) => one.severity !== 'warn'),
      stops,
    };
  };
}

interface Shape {
  readonly geometry: Geometry | null;
  readonly convertedFrom: string | null;
  /** The kind that it is when it should be another. */
  readonly found: string | null;
}

function shapeOf(wkb: Uint8Array | null, spec: PipelineSpec, offset: OffsetSystem | null): Shape {
  if (!wkb || spec.place.kind === 'none') return { geometry: null, convertedFrom: null, found: null };
  let geometry = readWkb(wkb);
  let convertedFrom: string | null = null;
  if (offset) {
    const back = fromOffset(geometry, offset);
    geometry = back.geometry;
    convertedFrom = `${back.origin.system} ±${back.origin.accuracyMetres} m`;
  }
  const kind = geometry.type.replace(/^Multi/, '');
  return kind === spec.geometryType
    ? { geometry, convertedFrom, found: null }
    : { geometry: null, convertedFrom: null, found: geometry.type };
}

type Tell = (
  severity: Severity,
  field: string | null,
  definition: Pick<ErrorDefinition, 'code'>,
  params?: ErrorParams,
) => void;

function judge(
  check: Check,
  row: RawRow,
  properties: Readonly<Record<string, unknown>>,
  { geometry, found }: Shape,
  tell: Tell,
  patterns: ReadonlyMap<string, (text: string) => boolean>,
  within: Judging['within'],
  seen: Map<Check, Map<string, number>>,
): void {
  const value = 'field' in check ? (properties[check.field] ?? null) : null;
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (check.kind) {
    case 'required':
      if (value === null) tell(check.severity, check.field, E.required);
      return;
    case 'range': {
      if (typeof value !== 'number') return;
      const { min = null, max = null } = check;
      if ((min !== null && value < min) || (max !== null && value > max))
        tell(check.severity, check.field, E.range, { value, min: min ?? '−∞', max: max ?? '∞' });
      return;
    }
    case 'pattern':
      if (value !== null && !patterns.get(check.pattern)!(text))
        tell(check.severity, check.field, E.pattern, { value: text.slice(0, 60), pattern: check.pattern });
      return;
    case 'unique': {
      if (value === null) return;
      const known = seen.get(check) ?? new Map<string, number>();
      seen.set(check, known);
      const first = known.get(text);
      if (first !== undefined)
        tell(check.severity, check.field, E.unique, { value: text.slice(0, 60), line: first });
      else if (known.size >= MOST_DISTINCT)
        throw new TarimError(exchangeErrors.uniqueMany, { limit: MOST_DISTINCT });
      else known.set(text, row.line);
      return;
    }
    case 'place':
      if (!geometry && !found && row.defects.length === 0) tell(check.severity, null, E.place);
      return;
    case 'geometry':
      for (const note of row.notes)
        if (REPAIRS.has(note.code))
          tell(check.severity, null, E.repaired, { reason: String(note.params.reason ?? '') });
      return;
    case 'in-region': {
      if (!geometry) return;
      const [west, south, east, north] = boxOf(geometry);
      const [lon, lat] = [(west + east) / 2, (south + north) / 2];
      if (!within(lon, lat, check.within))
        tell(check.severity, null, check.within === 'region' ? E.outside : E.outsideUnit, {
          lon: lon.toFixed(5),
          lat: lat.toFixed(5),
        });
    }
  }
}
