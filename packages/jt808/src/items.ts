import { Buffer } from 'node:buffer';
import type { Problem } from '@tarim/kernel';
import { hexOf, idText, uintBytes, uintOf } from './bytes.ts';
import { problemOf } from './problems.ts';
import type { Jt808Item } from './types.ts';

/** What an item of 0x0200 means (附加信息). */
export interface ItemDefinition {
  readonly id: number;
  readonly name: string;
  readonly bytes: 1 | 2 | 4;
  readonly unit: string | null;
  /** Of one unit of the number on the wire. */
  readonly scale: number;
  readonly bits?: boolean;
}

/** Items of the standard that are known; others stay hex. */
export const STANDARD_ITEMS: readonly ItemDefinition[] = [
  { id: 0x01, name: 'mileage', bytes: 4, unit: 'km', scale: 0.1 },
  { id: 0x30, name: 'signal', bytes: 1, unit: null, scale: 1 },
  { id: 0x31, name: 'satellites', bytes: 1, unit: null, scale: 1 },
];

/** Proposal of this platform for terminals of mobile sources (本平台建议); a manufacturer's own map takes its place. */
export const SOURCE_TERMINAL_ITEMS: readonly ItemDefinition[] = [
  { id: 0xe1, name: 'doseRate', bytes: 4, unit: 'nSv/h', scale: 1 },
  { id: 0xe2, name: 'sourceState', bytes: 4, unit: null, scale: 1, bits: true },
  { id: 0xe3, name: 'batteryVoltage', bytes: 2, unit: 'mV', scale: 1 },
];

export type ItemMap = ReadonlyMap<number, ItemDefinition>;

export function itemMap(vendor: readonly ItemDefinition[] = SOURCE_TERMINAL_ITEMS): ItemMap {
  return new Map([...STANDARD_ITEMS, ...vendor].map((one) => [one.id, one]));
}

/** id, length, value … to the end; an item that says more bytes than there are ends the reading. */
export function readItems(bytes: Uint8Array, map: ItemMap, problems: Problem[]): Jt808Item[] {
  const items: Jt808Item[] = [];
  let at = 0;
  while (at < bytes.length) {
    const id = bytes[at]!;
    const length = bytes[at + 1];
    if (length === undefined || at + 2 + length > bytes.length) {
      problems.push(problemOf('bodyShort', { part: `item ${idText(id, 2)}` }));
      break;
    }
    items.push(itemOf(id, bytes.subarray(at + 2, at + 2 + length), map, problems));
    at += 2 + length;
  }
  return items;
}

function itemOf(id: number, value: Uint8Array, map: ItemMap, problems: Problem[]): Jt808Item {
  const definition = map.get(id);
  const base = { id: idText(id, 2), raw: hexOf(value) };
  if (!definition) return { ...base, name: null, value: null, unit: null, bits: null };
  const { name, unit, scale, bits } = definition;
  // Bits come in as many bytes as the maker has use for.
  const fits = bits ? value.length >= 1 && value.length <= 4 : value.length === definition.bytes;
  if (!fits) {
    problems.push(problemOf('item', { id: base.id, length: value.length }));
    return { ...base, name, value: null, unit, bits: null };
  }
  const number = uintOf(value);
  const set = bits ? bitsOf(number) : null;
  return { ...base, name, value: scale === 1 ? number : number / Math.round(1 / scale), unit, bits: set };
}

export function bitsOf(value: number): number[] {
  return Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => Math.floor(value / 2 ** bit) % 2 === 1);
}

/** Bytes of an item: by name with `value`, or by `id` with `raw` hex. Null: neither. */
export function itemBytes(item: Readonly<Record<string, unknown>>, map: ItemMap): number[] | null {
  const { name, id, value, raw } = item;
  const number = typeof id === 'number' ? id : typeof id === 'string' ? Number(id) : Number.NaN;
  const definition = [...map.values()].find((one) => one.name === name) ?? map.get(number);
  if (definition && typeof value === 'number' && Number.isFinite(value)) {
    const wire = Math.round(value / definition.scale);
    if (wire < 0 || wire >= 256 ** definition.bytes) return null;
    return [definition.id, definition.bytes, ...uintBytes(wire, definition.bytes)];
  }
  if (!Number.isInteger(number) || number < 0 || number > 255) return null;
  if (typeof raw !== 'string' || !/^(?:[0-9a-f]{2}){0,255}$/i.test(raw)) return null;
  const bytes = [...Buffer.from(raw, 'hex')];
  return [number, bytes.length, ...bytes];
}
