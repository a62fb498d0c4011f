import { ackFor, encodeFrame, FrameReader, frameData, peekHeader, type RawFrame } from '@tarim/hj212';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownDevice } from '../devices/directory.ts';
import { worthOf } from '../devices/read-frame.ts';
import type { StoredEntry } from '../log/port.ts';
import { projectEntry } from './decode-batch.ts';

const MN = '010000A8900016F000169DC0';
const KEY = Buffer.alloc(16, 0x30);
const NOW = Date.UTC(2026, 10, 24, 4);
const device = (more: Partial<KnownDevice> = {}): KnownDevice => ({
  id: 1,
  mn: MN,
  pointId: 7,
  unitPath: '/650000/',
  edition: '2017',
  transport: 'tcp',
  password: '123456',
  passwordLost: false,
  sm4Key: null,
  ...more,
});
const directoryOf = (known: KnownDevice | null) => ({
  get: (mn: string | null) => (mn === MN ? known : null),
});
const entryOf = (payload: Uint8Array): StoredEntry => ({
  lsn: 0,
  next: payload.length,
  receivedAt: NOW,
  transport: 'tcp',
  kind: 'frame',
  remote: '10.0.0.1:1000',
  payload: Uint8Array.from(payload),
});
const upload = (edition: '2017' | '2025', sm4Key?: Uint8Array) =>
  Buffer.from(
    encodeFrame(
      {
        edition,
        qn: '20261124120000001',
        st: '31',
        cn: '2011',
        pw: '123456',
        mn: MN,
        answer: true,
        dataTime: NOW,
        items: [{ code: 'a21026', attrs: { Rtd: 12.5, Flag: 'N' } }],
      },
      { sm4Key },
    ),
  );

describe('what the gateway acknowledges is not broken to the projector, and the other way round', () => {
  const damage = fc.record({
    kind: fc.constantFrom('none', 'flip', 'cut', 'delete', 'insert', 'no line end', 'no &&'),
    at: fc.nat(300),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
  });
  const frame = fc
    .tuple(fc.constantFrom(upload('2017'), upload('2025'), upload('2025', KEY)), damage)
    .map(([bytes, { kind, at: place, bytes: other }]) => {
      const at = place % bytes.length;
      if (kind === 'flip')
        return Buffer.concat([bytes.subarray(0, at), other.subarray(0, 1), bytes.subarray(at + 1)]);
      if (kind === 'cut') return bytes.subarray(0, at);
      if (kind === 'delete') return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + other.length)]);
      if (kind === 'insert') return Buffer.concat([bytes.subarray(0, at), other, bytes.subarray(at)]);
      if (kind === 'no line end') return bytes.subarray(0, -2);
      if (kind === 'no &&') return Buffer.concat([bytes.subarray(0, -8), bytes.subarray(-6, -2)]);
      return bytes;
    });
  const knowledge: readonly (KnownDevice | null)[] = [
    null,
    device(),
    device({ edition: '2025' }),
    device({ edition: '2025', sm4Key: KEY }),
    device({ edition: '2025', sm4Key: Buffer.alloc(16, 1) }),
  ];

  test('for random and damaged streams', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...knowledge),
        (parts, known) => {
          const reader = new FrameReader();
          const pieces: RawFrame[] = [...reader.push(Buffer.concat(parts)), ...reader.end()];
          const directory = directoryOf(known);
          for (const piece of pieces) {
            if (piece.kind !== 'frame') continue;
            const header = peekHeader(piece.bytes);
            const worth = worthOf(piece, directory.get(header.mn));
            const projected = projectEntry(entryOf(piece.bytes), directory);
            const broken =
              projected.status === 'broken' && /^(CRC|LENGTH|HJ212_)/.test(projected.problem ?? '');
            if (worth === 'broken') expect(broken).toBe(true);
            const acknowledged = worth !== 'broken' && ackFor(header) !== null;
            if (acknowledged) expect(broken || projected.problem === 'MN_MISSING').toBe(false);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('projectEntry', () => {
  const statusOf = (payload: Uint8Array, known: KnownDevice | null) => {
    const { status, problem } = projectEntry(entryOf(payload), directoryOf(known));
    return [status, problem];
  };

  test('one damaged byte is a wrong CRC, not a cipher without key', () => {
    const frame = upload('2017');
    frame[frame.indexOf('DataTime')] = 0xc4;
    expect(statusOf(frame, device())).toEqual(['broken', 'CRC']);
    expect(statusOf(frame, null)).toEqual(['broken', 'CRC']);
  });

  test('an encrypted frame waits for the key of its device', () => {
    const frame = upload('2025', KEY);
    expect(statusOf(frame, null)).toEqual(['quarantined', null]);
    expect(statusOf(frame, device({ edition: '2025' }))).toEqual(['refused', 'KEY_MISSING']);
    expect(statusOf(frame, device({ edition: '2025', sm4Key: KEY }))).toEqual(['recorded', null]);
    expect(statusOf(frame, device({ edition: '2025', sm4Key: Buffer.alloc(16, 1) }))).toEqual([
      'broken',
      'CRC',
    ]);
  });

  test('a frame without && and without line end, as it stands in the log, is recorded', () => {
    const data = upload('2017').subarray(6, -8).toString('latin1');
    const frame = Buffer.from(frameData(data));
    expect(statusOf(frame.subarray(0, -2), device())).toEqual(['recorded', 'HJ212_LINE_END']);
  });

  test('a logger that has no number yet asks for one; data without a number are nobody’s', () => {
    const head = 'QN=20261124120000001;ST=31;PW=123456;MN=;Flag=9;';
    const ask = frameData(`${head}CN=1001;CP=&&i23006-Info=0078563412&&`);
    const data = frameData(`${head}CN=2011;CP=&&DataTime=20261124120000;a21026-Rtd=1&&`);
    expect(statusOf(ask, null)).toEqual(['control', null]);
    expect(statusOf(data, null)).toEqual(['broken', 'MN_MISSING']);
    expect([ackFor(peekHeader(ask)) !== null, ackFor(peekHeader(data))]).toEqual([true, null]);
  });
});
