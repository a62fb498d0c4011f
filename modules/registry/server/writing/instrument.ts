import { TarimError } from '@tarim/kernel';
import type { Static } from '@tarim/platform';
import type { Instrument, InstrumentInput } from '../../contract.ts';
import { factorIssue, rangeIssue } from '../domain/checks.ts';
import { refuse } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { changeablePoint } from './point.ts';
import { merged, type Writing } from './writing.ts';

type Input = Static<typeof InstrumentInput>;

const unknown = (id: number) => () => new TarimError(registryErrors.instrumentUnknown, { id });

/** Registers an instrument (监测仪器) or changes it. */
export async function writeInstrument(w: Writing, old: Instrument | null, input: Input): Promise<number> {
  if (old) await changeablePoint(w, old.pointId);
  await changeablePoint(w, input.pointId);
  const next = merged(old, input);
  const known = new Set(old?.codes ?? []);
  refuse([
    ...input.codes.map((code, index) => (known.has(code) ? null : factorIssue(code, `codes/${index}`))),
    rangeIssue(next.rangeLow, next.rangeHigh),
  ]);
  if (!old) return insertRow(w.tx, 'instrument', input);
  await updateRow(w.tx, 'instrument', old.id, input, unknown(old.id));
  return old.id;
}

export async function setInstrumentActive(
  w: Writing,
  instrument: Instrument,
  active: boolean,
): Promise<void> {
  await changeablePoint(w, instrument.pointId);
  await updateRow(w.tx, 'instrument', instrument.id, { active }, unknown(instrument.id));
}
