import { TarimError } from '@tarim/kernel';
import {
  brokenRule,
  FieldCheck,
  type FieldEvidence,
  FieldExchange,
  type FieldForm,
  type FieldInput,
  FieldRow,
  FieldSignature,
  MOST_FIELD_ROWS,
  Type,
} from '@tarim/platform/contract';
import { Compile } from 'typebox/compile';
import { fieldErrors as E } from '../errors.ts';

/** Longest outline and route that a person draws or walks. */
const MOST_POSITIONS = 20_000;

type Position = readonly [number, number];

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) &&
  value.length >= 2 &&
  isNumber(value[0]) &&
  isNumber(value[1]) &&
  Math.abs(value[0]) <= 180 &&
  Math.abs(value[1]) <= 90;

/** A ring that closes and has at least three corners. */
function isOutline(value: unknown): boolean {
  const { type, coordinates } = (value ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' || !Array.isArray(coordinates) || coordinates.length !== 1) return false;
  const ring = coordinates[0] as unknown[];
  if (!Array.isArray(ring) || ring.length < 4 || ring.length > MOST_POSITIONS) return false;
  if (!ring.every(isPosition)) return false;
  const [first, last] = [ring[0] as Position, ring.at(-1) as Position];
  return first[0] === last[0] && first[1] === last[1];
}

function isRoute(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > MOST_POSITIONS) return false;
  let before = Number.NEGATIVE_INFINITY;
  return value.every((one: unknown) => {
    if (!isPosition(one)) return false;
    const at = (one as unknown as readonly number[])[2];
    const ok = isNumber(at) && at >= before;
    before = at ?? before;
    return ok;
  });
}

const checks = Compile(Type.Record(Type.String(), FieldCheck));
const dialogues = Compile(Type.Array(FieldExchange, { minItems: 1, maxItems: 200 }));
const rowsOf = Compile(Type.Array(FieldRow, { minItems: 1, maxItems: MOST_FIELD_ROWS }));
const signatures = Compile(FieldSignature);

/** Every row is answered, no other is there, and a problem says what it is. */
function checklistWrong(input: FieldInput, value: unknown): string | null {
  if (!checks.Check(value)) return '{verdict, note}';
  const rows = new Map((input.options ?? []).map((one) => [one.value, one.titles.zh]));
  const unknown = Object.keys(value).find((row) => !rows.has(row));
  if (unknown !== undefined) return unknown.slice(0, 40);
  for (const [row, title] of rows) {
    const one = value[row];
    if (!one || (one.verdict === 'problem' && one.note.trim() === '')) return title;
  }
  return null;
}

/** Every row fills in what it must, within its length, and has no other column. */
function rowsWrong({ columns = [] }: FieldInput, value: unknown): string | null {
  if (!rowsOf.Check(value)) return `[{…}] ≤ ${MOST_FIELD_ROWS}`;
  const names = new Set(columns.map(({ name }) => name));
  for (const [at, row] of value.entries()) {
    const unknown = Object.keys(row).find((name) => !names.has(name));
    if (unknown !== undefined) return unknown.slice(0, 40);
    const wrongOne = columns.find(({ name, required, maxLength }) => {
      const text = row[name]?.trim() ?? '';
      return (required && text === '') || text.length > maxLength;
    });
    if (wrongOne) return `${at + 1}: ${wrongOne.titles.zh}`;
  }
  return null;
}

/** Why a value does not fit its input, as a word for the message; null when it does. */
function wrong(input: FieldInput, value: unknown): string | null {
  switch (input.type) {
    case 'text':
      if (typeof value !== 'string') return 'text';
      return value.length > (input.maxLength ?? 2_000) ? `≤ ${input.maxLength ?? 2_000}` : null;
    case 'choice':
      return (input.options ?? []).some((one) => one.value === value) ? null : String(value).slice(0, 40);
    case 'yes-no':
      return typeof value === 'boolean' ? null : 'true / false';
    case 'number':
      if (!isNumber(value)) return 'number';
      if (input.minimum !== undefined && value < input.minimum) return `≥ ${input.minimum}`;
      return input.maximum !== undefined && value > input.maximum ? `≤ ${input.maximum}` : null;
    case 'outline':
      return isOutline(value) ? null : 'Polygon';
    case 'route':
      return isRoute(value) ? null : '[lon, lat, ms]';
    case 'moment':
      return Number.isSafeInteger(value) && (value as number) > 0 ? null : 'epoch ms';
    case 'checklist':
      return checklistWrong(input, value);
    case 'dialogue':
      return dialogues.Check(value) ? null : '[{q, a}]';
    case 'rows':
      return rowsWrong(input, value);
    case 'signature':
      return signatures.Check(value) && value.strokes.every((one) => one.length % 2 === 0)
        ? null
        : '{by, at, strokes}';
  }
}

/**
 * What was filled in, checked against its form: nothing is missing, nothing is there that nobody asked for.
 * @throws TarimError FIELD_FORM_WRONG
 */
export function checkForm(
  form: FieldForm,
  values: Readonly<Record<string, unknown>>,
  evidence: readonly FieldEvidence[],
): void {
  const fail = (field: string, reason: string): never => {
    throw new TarimError(E.formWrong, { field, reason });
  };
  const known = new Map(form.inputs.map((one) => [one.name, one]));
  for (const name of Object.keys(values)) if (!known.has(name)) fail(name.slice(0, 60), '?');
  for (const input of form.inputs) {
    const value = values[input.name];
    const empty = value === undefined || value === null || value === '';
    if (empty) {
      if (input.required) fail(input.titles.zh, '…');
      continue;
    }
    const reason = wrong(input, value);
    if (reason !== null) fail(input.titles.zh, reason);
  }
  const broken = brokenRule(form, values);
  if (broken) fail(broken.inputs.map((name) => known.get(name)?.titles.zh ?? name).join(' / '), broken.is);
  const { min, max } = form.evidence;
  if (evidence.length < min || evidence.length > max) fail('evidence', `${min}–${max}`);
}
