import { createHash, randomUUID } from 'node:crypto';
import { TarimError } from '@tarim/kernel';
import type { Actor, FieldWork, ModuleDefinition } from '@tarim/platform';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ACT_ROOT, type SealedAct, sealedChain } from '../contract.ts';
import { fieldModule } from '../server/module.ts';
import { registerDevice, revokeDevice } from '../server/use-cases/devices.ts';
import { keepEvidence } from '../server/use-cases/evidence.ts';
import { fieldPackage } from '../server/use-cases/package.ts';
import { sendAct } from '../server/use-cases/send-act.ts';

const ANNA: Actor = { userId: 'anna', name: 'Anna', posts: [{ role: 'enforcement-officer', unitPath: '/' }] };
const BERT: Actor = { ...ANNA, userId: 'bert', name: 'Bert' };
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const sha = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** A module with one kind of work: notes that are taken on the spot. */
function notes() {
  const taken: { id: string; text: string; at: number }[] = [];
  let fail: Error | null = null;
  const work: FieldWork = {
    kind: 'test.note',
    titles: { zh: 'n', en: 'n' },
    action: 'test.note',
    forms: [
      {
        name: 'note',
        titles: { zh: 'n', en: 'n' },
        inputs: [
          { name: 'text', titles: { zh: 't', en: 't' }, type: 'text', required: true, maxLength: 10 },
          { name: 'outline', titles: { zh: 'o', en: 'o' }, type: 'outline', required: false },
        ],
        evidence: { min: 0, max: 1 },
      },
    ],
    items: async () => [],
    taken: async (_ctx, _subject, actId) => taken.some((one) => one.id === actId),
    take: async (_ctx, _actor, _form, act) => {
      if (fail) throw fail;
      taken.push({ id: act.id, text: String(act.values.text), at: act.at });
    },
  };
  const module: ModuleDefinition = { name: 'testnotes', fieldWork: [work] };
  return { module, taken, failWith: (error: Error | null) => (fail = error) };
}

async function world() {
  const note = notes();
  const ctx = await testContext({ modules: [fieldModule, note.module] });
  const device = await registerDevice(ctx, ANNA, 'phone');
  let [chain, seq] = [device.chain, 0];
  /** Seals as the phone does. */
  const seal = (values: SealedAct['values'], more: Partial<SealedAct> = {}) => {
    const act: SealedAct = {
      id: randomUUID(),
      kind: 'test.note',
      form: 'note',
      subject: '1',
      title: 'note',
      revision: '1',
      values,
      evidence: [],
      madeAt: ctx.clock.now() - 60_000,
      ...more,
    };
    const sealed = JSON.stringify(act);
    seq++;
    chain = sha(sealedChain(chain, seq, sealed));
    return { act, sent: { deviceId: device.id, seq, sealed, chain, now: ctx.clock.now() } };
  };
  return { ctx, device, seal, ...note };
}

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => null,
    (error: unknown) => (error instanceof TarimError ? error.code : String(error)),
  );
const stored = async (ctx: TestContext) =>
  (
    await sql<{ state: string; chained: boolean }>`select state, chained from field.act order by seq`.execute(
      ctx.db,
    )
  ).rows;

test('an act is done once, however often it is sent, also side by side', async () => {
  const { ctx, seal, taken } = await world();
  const { sent, act } = seal({ text: 'seen' });
  const answers = await Promise.all([1, 2, 3].map(() => sendAct(ctx, ANNA, sent, 'en')));
  expect(answers.map((one) => one.state)).toEqual(['applied', 'applied', 'applied']);
  expect(taken.map((one) => one.id)).toEqual([act.id]);
  expect(
    await codeOf(sendAct(ctx, ANNA, { ...sent, sealed: sent.sealed.replace('seen', 'SEEN') }, 'en')),
  ).toBe('FIELD_ACT_OTHER');
});

test('what was kept but not done, because the process ended in between, is done when it is sent again', async () => {
  const { ctx, seal, taken, failWith } = await world();
  const { sent } = seal({ text: 'seen' });
  failWith(new Error('the database went away'));
  await expect(sendAct(ctx, ANNA, sent, 'en')).rejects.toThrow('went away');
  expect(await stored(ctx)).toEqual([{ state: 'received', chained: true }]);
  failWith(null);
  expect((await sendAct(ctx, ANNA, sent, 'en')).state).toBe('applied');
  expect(taken).toHaveLength(1);
});

test('done, but the answer was lost: it is not done again', async () => {
  const { ctx, seal, taken } = await world();
  const { sent } = seal({ text: 'seen' });
  await sendAct(ctx, ANNA, sent, 'en');
  await sql`update field.act set state = 'received'`.execute(ctx.db);
  expect((await sendAct(ctx, ANNA, sent, 'en')).state).toBe('applied');
  expect(taken).toHaveLength(1);
});

test('a refusal stands beside the act with its reason, the act stays', async () => {
  const { ctx, seal } = await world();
  for (const [values, code] of [
    [{}, 'FIELD_FORM_WRONG'],
    [{ text: 'longer than ten' }, 'FIELD_FORM_WRONG'],
    [{ text: 'a', other: 1 }, 'FIELD_FORM_WRONG'],
    [{ text: 'a', outline: { type: 'Polygon', coordinates: [[[87, 43], [88, 43], [88, 44]]] } }, 'FIELD_FORM_WRONG'], // biome-ignore format: rows
  ] as const)
    expect(await sendAct(ctx, ANNA, seal(values).sent, 'en')).toMatchObject({ state: 'refused', code });
  expect((await sendAct(ctx, ANNA, seal({ text: 'a' }, { form: 'other' }).sent, 'en')).code).toBe(
    'FIELD_ACT_UNREADABLE',
  );
  expect(await stored(ctx)).toHaveLength(5);
});

test('a chain that does not follow on is taken and told', async () => {
  const { ctx, seal } = await world();
  const first = seal({ text: 'one' });
  const second = seal({ text: 'two' });
  const third = seal({ text: 'three' });
  await sendAct(ctx, ANNA, first.sent, 'en');
  // The second was left out.
  await sendAct(ctx, ANNA, third.sent, 'en');
  await sendAct(ctx, ANNA, second.sent, 'en');
  expect((await stored(ctx)).map((one) => one.chained)).toEqual([true, false, false]);
});

test('the time of an act is that of the phone with its error taken out, and never later than now', async () => {
  const { ctx, seal, taken } = await world();
  const now = ctx.clock.now();
  const fast = 3_600_000;
  const one = seal({ text: 'a' }, { madeAt: now + fast - 120_000 });
  await sendAct(ctx, ANNA, { ...one.sent, now: now + fast }, 'en');
  const two = seal({ text: 'b' }, { madeAt: now + 10_000 });
  await sendAct(ctx, ANNA, { ...two.sent, now }, 'en');
  expect(taken.map((act) => act.at)).toEqual([now - 120_000, now]);
});

test('evidence is what its checksum says, and comes before the act', async () => {
  const { ctx, device, seal } = await world();
  const photo = { sha256: sha(JPEG), name: 'a.jpg', takenAt: 1, place: null, accuracy: null, bearing: null };
  const { sent } = seal({ text: 'a' }, { evidence: [photo] });
  expect(await codeOf(sendAct(ctx, ANNA, sent, 'en'))).toBe('FIELD_EVIDENCE_MISSING');
  const keep = (hash: string, bytes: Uint8Array) =>
    codeOf(keepEvidence(ctx, ANNA, device.id, hash, { bytes, name: 'a.jpg' }));
  expect(await keep('0'.repeat(64), JPEG)).toBe('FIELD_EVIDENCE_ALTERED');
  const text = Buffer.from('<script>');
  expect(await keep(sha(text), text)).toBe('FIELD_EVIDENCE_UNREADABLE');
  expect(await keep(photo.sha256, JPEG)).toBeNull();
  expect(await sendAct(ctx, ANNA, sent, 'en')).toMatchObject({ state: 'applied', evidence: 1 });
});

test('a device is its owner’s alone, and a lost one is shut out for good', async () => {
  const { ctx, device, seal } = await world();
  expect(device.chain).toBe(ACT_ROOT);
  expect(await codeOf(fieldPackage(ctx, BERT, device.id, 0))).toBe('FIELD_DEVICE_UNKNOWN');
  expect(await codeOf(sendAct(ctx, BERT, seal({ text: 'a' }).sent, 'en'))).toBe('FIELD_DEVICE_UNKNOWN');
  expect(await codeOf(revokeDevice(ctx, BERT, { id: device.id, reason: 'x', own: true }))).toBe(
    'FIELD_DEVICE_UNKNOWN',
  );
  await revokeDevice(ctx, ANNA, { id: device.id, reason: 'lost', own: true });
  expect(await codeOf(fieldPackage(ctx, ANNA, device.id, 0))).toBe('FIELD_DEVICE_REVOKED');
  expect(await codeOf(sendAct(ctx, ANNA, seal({ text: 'b' }).sent, 'en'))).toBe('FIELD_DEVICE_REVOKED');
  expect(await stored(ctx)).toEqual([]);
});
