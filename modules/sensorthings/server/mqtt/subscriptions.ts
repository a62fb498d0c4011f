import type { Client } from 'aedes';
import { isForeign, streamKey } from '../domain/ids.ts';
import { ENTITIES, type EntityType } from '../domain/model.ts';
import type { Resolved } from '../use-cases/read.ts';
import type { Row } from '../use-cases/read-set.ts';
import type { Topic } from './topic.ts';

/** One topic that a client hears. */
export interface Listening {
  readonly client: Client;
  /** Whose eyes it sees with: the id of its key, or nobody's. */
  readonly keyId: string;
  readonly topic: string;
  readonly qos: 0 | 1;
  readonly type: EntityType;
  /** One entity; null: every one of the set that `via` leads to. */
  readonly id: number | string | null;
  readonly via: Resolved['via'];
  readonly property: string | null;
  readonly select: Topic['select'];
}

export function listening(
  of: Pick<Listening, 'client' | 'keyId' | 'topic' | 'qos'>,
  { type, row, via }: Resolved,
  { path, select }: Topic,
): Listening {
  const id = row === null ? null : (row.id as number | string);
  return {
    ...of,
    type,
    id: typeof id === 'string' && type !== 'Observation' ? Number(id) : id,
    via,
    property: path.property,
    select,
  };
}

/** Whether an entity that was written is one that is listened for. */
export function hears(one: Listening, type: EntityType, row: Row): boolean {
  if (one.type !== type) return false;
  if (one.id !== null) return String(row.id) === String(one.id);
  return one.via === null || String(row[one.via.column]) === String(one.via.value);
}

/** Whether values of a point that come by its device may be listened for. */
export function hearsPoint(one: Listening, pointId: number): boolean {
  if (one.type !== 'Observation' || one.id !== null) return false;
  if (one.via === null) return true;
  const value = Number(one.via.value);
  if (isForeign(value)) return false;
  return one.via.column === 'stream_id' ? streamKey(value)?.pointId === pointId : value === pointId;
}

/** What goes out for a row: the entity with what was selected, or the property of it. */
export function payloadOf(one: Listening, shown: Readonly<Record<string, unknown>>): string {
  if (one.property !== null) return JSON.stringify({ [one.property]: shown[one.property] ?? null });
  return JSON.stringify(shown);
}

export const setOf = (type: EntityType): string => ENTITIES[type].set;
