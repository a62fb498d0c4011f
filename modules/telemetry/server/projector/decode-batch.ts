import { type DecodedFrame, decodeFrame, verdictOf } from '@tarim/hj212';
import type { DeviceDirectory, KnownDevice } from '../devices/directory.ts';
import { readingOptions } from '../devices/read-frame.ts';
import { refusalOf } from '../devices/refusal.ts';
import { jsonFrame } from '../ingest/json-frame.ts';
import type { StoredEntry } from '../log/port.ts';
import type { FrameStatus } from '../sql/projection-write.ts';
import { interpret, isDataCommand, type Measurement } from './interpret.ts';
import { cleanId, peekMn } from './peek-mn.ts';

/** What the projector makes of one log entry before anything is written. */
export interface ProjectedFrame {
  readonly entry: StoredEntry;
  readonly mn: string | null;
  readonly cn: string | null;
  readonly qn: string | null;
  readonly st: string | null;
  readonly edition: string | null;
  readonly device: KnownDevice | null;
  status: FrameStatus;
  problem: string | null;
  readonly measurement: Measurement | null;
  /** Set for a packet of a split record. */
  readonly packet: { readonly pnum: number; readonly pno: number } | null;
}

const MAX_PACKETS = 999;

/** ST decides which table an old code is looked up in (HJ/T 212-2005 appendix B has one per medium). */
function mediumOf(st: string | null): 'air' | 'water' | 'noise' {
  if (st === '21' || st === '24' || st === '26' || st === '32' || st === '33' || st === '34' || st === '52')
    return 'water';
  if (st === '23' || st === '36') return 'noise';
  return 'air';
}

/** Decodes an entry with what the registry knows of its device, as the gateway did when it answered. Never throws. */
export function decodeEntry(entry: StoredEntry, directory: Pick<DeviceDirectory, 'get'>): DecodedFrame {
  if (entry.transport !== 'tcp') return jsonFrame(entry.payload);
  return decodeFrame(entry.payload, readingOptions(directory.get(peekMn(entry))));
}

export function projectEntry(entry: StoredEntry, directory: Pick<DeviceDirectory, 'get'>): ProjectedFrame {
  const nobody = {
    mn: null,
    cn: null,
    qn: null,
    st: null,
    edition: null,
    device: null,
    measurement: null,
    packet: null,
  };
  if (entry.kind === 'rubbish') return { entry, ...nobody, status: 'broken', problem: 'RUBBISH' };
  const frame = decodeEntry(entry, directory);
  const mn = cleanId(frame.mn);
  const device = directory.get(mn);
  const head = {
    entry,
    mn,
    cn: cleanId(frame.cn),
    qn: cleanId(frame.qn),
    st: cleanId(frame.st),
    edition: frame.edition,
    device,
  };
  const settled = (status: FrameStatus, problem: string | null): ProjectedFrame => ({
    ...head,
    status,
    problem,
    measurement: null,
    packet: null,
  });

  const verdict = entry.transport !== 'tcp' ? (frame.lengthOk ? 'whole' : 'broken') : verdictOf(frame);
  // Broken frames were not acknowledged: the device sends them again.
  if (verdict === 'broken')
    return settled('broken', frame.cn === null ? (frame.problems[0]?.code ?? 'LENGTH') : 'CRC');
  // A logger that has no number yet asks for one (1001 of 2025); data of nobody are not acknowledged.
  if (mn === null)
    return frame.cn === null || isDataCommand(frame.cn)
      ? settled('broken', 'MN_MISSING')
      : settled('control', null);
  if (!device) return settled('quarantined', null);
  const refusal = refusalOf(device, entry.transport, frame.pw);
  if (refusal) return settled('refused', refusal);
  if (verdict === 'sealed') return settled('refused', 'KEY_MISSING');
  if (!isDataCommand(frame.cn)) return settled('control', null);
  const meaning = interpret(frame, mediumOf(frame.st), entry.receivedAt);
  if (meaning.is === 'control') return settled('control', null);
  if (meaning.is === 'unusable') return settled('broken', meaning.problem);
  const split = frame.pnum !== null && frame.pnum > 1 && frame.pnum <= MAX_PACKETS && frame.pno !== null;
  return {
    ...head,
    status: split ? 'partial' : 'recorded',
    problem: meaning.problem,
    measurement: meaning.measurement,
    packet: split ? { pnum: frame.pnum!, pno: frame.pno! } : null,
  };
}
