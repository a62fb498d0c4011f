import { TarimError } from '@tarim/kernel';
import { sql } from 'kysely';
import { Compile, type Validator } from 'typebox/compile';
import type { EventDef, PayloadOf, TSchema } from '../contract/index.ts';
import { platformErrors } from '../errors.ts';
import type { Outbox, Tx } from '../module.ts';

export const OUTBOX_CHANNEL = 'tarim_outbox';

const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  let known = validators.get(schema);
  if (!known) {
    known = Compile(schema) as Validator;
    validators.set(schema, known);
  }
  return known;
}

/** Writes events in the transaction that makes them true; they are delivered after it committed, or never were. */
export const outbox: Outbox = {
  /** @throws TarimError EVENT_INVALID: an event that breaks its own definition would break its consumers later */
  async publish<E extends EventDef>(tx: Tx, def: E, payload: PayloadOf<E>): Promise<void> {
    const validator = validatorOf(def.payload);
    if (!validator.Check(payload)) {
      const [first] = validator.Errors(payload);
      throw new TarimError(platformErrors.eventInvalid, {
        type: def.type,
        path: first?.instancePath ?? '',
        reason: first?.message ?? '',
      });
    }
    await sql`select platform.publish(${def.type}, ${JSON.stringify(payload)}::jsonb)`.execute(tx);
  },
};
