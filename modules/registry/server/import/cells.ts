import type { Cell } from '@tarim/platform';

export type CellKind = 'text' | 'number' | 'integer' | 'date' | 'boolean' | 'list' | 'object';

/** Names of the kinds, for `…is not a number`. */
export const CELL_KINDS: Readonly<Record<CellKind, { zh: string; en: string }>> = {
  text: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  date: { zh: '日期（如 2026-01-01）', en: 'a date such as 2026-01-01' },
  boolean: { zh: '“是”或“否”', en: '是 or 否 (yes or no)' },
  list: { zh: '列表', en: 'a list' },
  object: { zh: '一组属性（如 {"process":"cement"}）', en: 'attributes such as {"process":"cement"}' },
};

/** Stands in a cell for "nothing any more": an empty cell leaves what is there. */
const EMPTIES = /^[-－—–]$/;

/**
 * A cell as a contract field has it: `undefined` for an empty cell (the field stays as it is), null for a dash (the field
 * is emptied), `unreadable` for what is not of the kind.
 */
export function readCell(cell: Cell, kind: CellKind): { value: unknown } | 'unreadable' {
  const text = String(cell instanceof Date ? cell.toISOString() : (cell ?? '')).trim();
  if (text === '') return { value: undefined };
  if (EMPTIES.test(text)) return { value: kind === 'list' ? [] : kind === 'object' ? {} : null };
  const value = parse(text, kind);
  return value === undefined ? 'unreadable' : { value };
}

function parse(text: string, kind: CellKind): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
    case 'integer': {
      const value = Number(text);
      return Number.isFinite(value) && (kind === 'number' || Number.isInteger(value)) ? value : undefined;
    }
    case 'date':
      // A date cell with a time of day keeps its day; whether the calendar has it is for the contract to say.
      return /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(text) ? text.slice(0, 10) : undefined;
    case 'boolean':
      return /^(是|true|1|y|yes)$/i.test(text) ? true : /^(否|false|0|n|no)$/i.test(text) ? false : undefined;
    case 'list':
      return text.split(/[,，;；、\s]+/).filter(Boolean);
    case 'object':
      return parseObject(text);
  }
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A field as the cell that reads back as the same. */
export function writeCell(value: unknown, kind: CellKind): Cell {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return value ? '是' : '否';
  if (kind === 'list') return (value as string[]).join(', ');
  if (kind === 'object') return Object.keys(value).length > 0 ? JSON.stringify(value) : null;
  return value as Cell;
}
