import { sql } from 'kysely';
import type { EventDef, PayloadOf } from '../contract/index.ts';
import type { Outbox, Tx } from '../module.ts';

export const OUTBOX_CHANNEL = 'tarim_outbox';

/** Writes events in the transaction that makes them true; they are delivered after it committed, or never were. */
export const outbox: Outbox = {
  async publish<E extends EventDef>(tx: Tx, def: E, payload: PayloadOf<E>): Promise<void> {
    await sql`insert into platform.outbox (type, payload) values (${def.type}, ${JSON.stringify(payload)}::jsonb)`.execute(
      tx,
    );
    await sql`select pg_notify(${OUTBOX_CHANNEL}, ${def.type})`.execute(tx);
  },
};
