import { encodeParts } from '@tarim/jt808';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addTerminal, getTerminal, getTrack, type TerminalDetail } from '../contract.ts';
import { CAMERA, house, location, MINUTE, NIGHT, SUPERVISOR } from './world.ts';

const HEAD = '013800000001';
/** Reports of an hour without network as one message in parts of 200 bytes. */
const partsOf = (sequence: number, from: number, count = 60): Uint8Array[] => {
  const locations = Array.from({ length: count }, (_, i) => location({ time: from + i * MINUTE, rate: 6.9 }));
  const body = { kind: 'batch', type: 1, locations };
  return encodeParts({ header: { terminal: HEAD, sequence }, body }, 200).frames;
};

test('a message in parts is answered part by part, kept verbatim, and folded once when it is whole', async () => {
  const { ctx, call, log, fold, restarted, terminal } = await house(NIGHT + 65 * MINUTE);
  const { id } = (await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: CAMERA })).body;
  const track = async () =>
    (
      await call<{ fixes: unknown[] }>(getTrack, SUPERVISOR, {
        params: { id },
        query: { from: new Date(NIGHT).toISOString() },
      })
    ).body.fixes.length;
  const first = await terminal(HEAD);
  await first.admit('TX00001');
  const before = log.position();
  const frames = partsOf(100, NIGHT);
  // 60 locations of 28 + 4 + 5 + 7 … bytes do not fit into one body of 1,023.
  expect(frames.length).toBeGreaterThan(5);
  const last = frames.length - 1;
  // The line breaks in the middle; the rest comes over another, its last but one twice, in another order, folded between.
  for (const [i, bytes] of frames.slice(0, 3).entries())
    expect(await first.raw(bytes, 100 + i)).toMatchObject({ messageId: '0x0704', result: 0 });
  first.socket.destroy();
  await fold();
  expect(await track()).toBe(0);
  const second = await terminal(HEAD);
  await second.admit('TX00001');
  for (const i of [last, last - 1, last - 1])
    expect(await second.raw(frames[i]!, 100 + i)).toMatchObject({ messageId: '0x0704', result: 0 });
  // A process that was started anew goes on.
  const anew = restarted();
  const goOn = async () => {
    while (await anew.step());
  };
  await goOn();
  for (let i = 3; i < last - 1; i++)
    expect(await second.raw(frames[i]!, 100 + i)).toMatchObject({ result: 0 });
  await goOn();
  expect(await track()).toBe(60);
  // One answer was lost: its part comes again, and means nothing.
  expect(await second.raw(frames[4]!, 104)).toMatchObject({ result: 0 });
  await goOn();
  const { counts, refusals } = (await call<TerminalDetail>(getTerminal, SUPERVISOR, { params: { id } })).body;
  expect([counts.fixes, counts.duplicates, refusals]).toEqual([60, 0, []]);
  const { entries } = await log.read(before, 1 << 20);
  const kept = entries.map((one) => Buffer.from(one.payload).toString('hex'));
  for (const bytes of frames) expect(kept).toContain(Buffer.from(bytes.subarray(1, -1)).toString('hex'));
  const { rows } = await sql<{ live: number; stored: number }>`
    select sum(live)::int as live, sum(stored)::int as stored from tracking.coverage`.execute(ctx.db);
  expect(rows).toEqual([{ live: 0, stored: 60 }]);
});

test('nonsense and overflow are refused and counted, kept as rubbish; what is never whole is given up after ten minutes', async () => {
  const { ctx, call, log, fold, terminal } = await house(NIGHT);
  const { id } = (await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: CAMERA })).body;
  const device = await terminal(HEAD);
  await device.admit('TX00001');
  const before = log.position();
  const starts = [1_000, 2_000, 3_000, 4_000].map(
    (sequence) => partsOf(sequence, NIGHT - sequence * MINUTE)[0]!,
  );
  for (const [i, bytes] of starts.entries())
    expect(await device.raw(bytes, 1_000 * (i + 1))).toMatchObject({ result: 0 });
  // A fifth message; then a part that says it is the ninth of eight, written by hand.
  expect(await device.raw(partsOf(5_000, NIGHT)[0]!, 5_000)).toMatchObject({ result: 2 });
  const content = Buffer.from(`07042001${HEAD}177000080009aa`, 'hex');
  const check = content.reduce((a, b) => a ^ b, 0);
  const ninth = Uint8Array.from([0x7e, ...content, check, 0x7e]);
  expect(await device.raw(ninth, 6_000)).toMatchObject({ result: 2 });
  const { entries } = await log.read(before, 1 << 20);
  expect(entries.map((one) => one.kind)).toEqual(['frame', 'frame', 'frame', 'frame', 'rubbish', 'rubbish']);
  await fold();
  ctx.clock.advance(11 * MINUTE);
  expect(await device.raw(partsOf(7_000, NIGHT)[0]!, 7_000)).toMatchObject({ result: 0 });
  await fold();
  await expect
    .poll(
      async () =>
        (await call<TerminalDetail>(getTerminal, SUPERVISOR, { params: { id } })).body.refusals
          .map(({ code, count }) => [code, count])
          .sort(),
      { timeout: 5_000 },
    )
    .toEqual([
      ['TRACKING_PARTS_LOST', 4],
      ['TRACKING_PARTS_OVERFLOW', 1],
      ['TRACKING_PART_INVALID', 1],
    ]);
});
