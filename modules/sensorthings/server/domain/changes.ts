import type { EntityType } from './model.ts';

/** Live topic within the platform: what was written, for subscribers by MQTT. Nobody hears it from outside. */
export const CHANGED = 'sensorthings.changed';

/** One message of it: entities by their ids, or times (epoch ms) of values of one Datastream. */
export type Change =
  | { readonly type: Exclude<EntityType, 'Observation'>; readonly ids: readonly number[] }
  | { readonly type: 'Observation'; readonly stream: number; readonly times: readonly number[] };

/** Messages travel between processes by notifications of less than 8,000 bytes. */
const MOST = 200;

/** Gathers what one request writes. */
export class Changes {
  readonly #entities = new Map<Exclude<EntityType, 'Observation'>, Set<number>>();
  readonly #values = new Map<number, Set<number>>();

  entity(type: Exclude<EntityType, 'Observation'>, id: number): void {
    const ids = this.#entities.get(type) ?? new Set();
    this.#entities.set(type, ids.add(id));
  }

  values(stream: number, times: Iterable<Date>): void {
    const known = this.#values.get(stream) ?? new Set();
    this.#values.set(stream, known);
    for (const time of times) known.add(time.getTime());
  }

  *messages(): Generator<Change> {
    for (const [type, ids] of this.#entities) for (const some of cut([...ids])) yield { type, ids: some };
    for (const [stream, times] of this.#values)
      for (const some of cut([...times])) yield { type: 'Observation', stream, times: some };
  }
}

function* cut(list: readonly number[]): Generator<number[]> {
  for (let i = 0; i < list.length; i += MOST) yield list.slice(i, i + MOST);
}
