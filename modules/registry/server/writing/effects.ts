import type { Context, PayloadOf, Tx } from '@tarim/platform';
import { deviceChanged, limitsChanged, pointChanged } from '../../contract.ts';

/**
 * What a transaction changed, to be told once it is complete: an import that touches a point in fifty rows tells it once.
 * Never told when the transaction is taken back.
 */
export class Effects {
  readonly #points = new Set<number>();
  readonly #limits = new Map<number, Set<string>>();
  readonly #devices = new Map<number, PayloadOf<typeof deviceChanged>>();

  point(pointId: number): void {
    this.#points.add(pointId);
  }

  limits(pointId: number, codes: Iterable<string>): void {
    const known = this.#limits.get(pointId) ?? new Set();
    for (const code of codes) known.add(code);
    this.#limits.set(pointId, known);
  }

  device(payload: PayloadOf<typeof deviceChanged>): void {
    this.#devices.set(payload.deviceId, payload);
  }

  /** Takes over what a part of the work did, when that part holds. */
  add(other: Effects): void {
    for (const id of other.#points) this.point(id);
    for (const [id, codes] of other.#limits) this.limits(id, codes);
    for (const payload of other.#devices.values()) this.device(payload);
  }

  async publish(ctx: Pick<Context, 'outbox'>, tx: Tx): Promise<void> {
    for (const pointId of this.#points) await ctx.outbox.publish(tx, pointChanged, { pointId });
    for (const payload of this.#devices.values()) await ctx.outbox.publish(tx, deviceChanged, payload);
    for (const [pointId, codes] of this.#limits)
      await ctx.outbox.publish(tx, limitsChanged, { pointId, codes: [...codes].sort() });
  }
}
