import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { Instrument, InstrumentInput } from '../../contract.ts';
import { registryErrors } from '../errors.ts';
import { instrumentById, pointById } from '../sql/pages.ts';
import { setInstrumentActive, writeInstrument } from '../writing/instrument.ts';
import { type Writing, write } from '../writing/writing.ts';

async function known(w: Writing, id: number): Promise<Instrument> {
  const instrument = await instrumentById(w.tx, id);
  if (!instrument) throw new TarimError(registryErrors.instrumentUnknown, { id });
  return instrument;
}

async function note(
  w: Writing,
  instrument: Instrument,
  what: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await w.ctx.audit.record(w.tx, {
    actor: w.actor,
    action: `registry.instrument.${what}`,
    subject: instrument.name,
    unitPath: (await pointById(w.tx, instrument.pointId))?.unitPath,
    detail: { pointId: instrument.pointId, ...detail },
  });
}

/** Registers an instrument, or changes the one of this id. */
export function saveInstrument(
  ctx: Context,
  actor: Actor,
  id: number | null,
  input: Static<typeof InstrumentInput>,
): Promise<Instrument> {
  return write(ctx, actor, async (w) => {
    const old = id === null ? null : await known(w, id);
    const instrument = await known(w, await writeInstrument(w, old, input));
    await note(w, instrument, old ? 'updated' : 'created', {});
    return instrument;
  });
}

/** Takes an instrument out of use, or back into it. */
export function switchInstrument(
  ctx: Context,
  actor: Actor,
  id: number,
  active: boolean,
  reason: string,
): Promise<Instrument> {
  return write(ctx, actor, async (w) => {
    const instrument = await known(w, id);
    await setInstrumentActive(w, instrument, active);
    await note(w, instrument, active ? 'reopened' : 'closed', { reason });
    return known(w, id);
  });
}
