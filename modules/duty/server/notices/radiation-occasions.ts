import { DAY_MS } from '@tarim/kernel';
import { type Context, subscribe, type Tx } from '@tarim/platform';
import { findingRaised, findingSettled } from '@tarim/radnet/contract';
import { findingFacts } from '@tarim/radnet/queries';
import { unitsUnder } from '@tarim/region/queries';
import { askOfFinding, severityOfTracking } from '@tarim/supervision/queries';
import { alarmChanged } from '@tarim/tracking/contract';
import { alarmFacts } from '@tarim/tracking/queries';
import type { Occurrence } from '../domain/plan-notices.ts';
import { answered } from '../sql/awaiting.ts';
import { expectAnswer } from './expect-answer.ts';
import { subjectOf, wordsOfFinding, wordsOfTracking } from './radiation-words.ts';
import { tellOf } from './tell.ts';

type Acts = Parameters<Parameters<typeof subscribe<typeof alarmChanged>>[2]>[0]['items'][number]['act'];
/** Steps of an alarm that people are told of; each severity and each step of a ladder once. */
const TOLD: Readonly<Partial<Record<Acts, Occurrence['occasion']>>> = {
  raised: 'radiation-raised',
  changed: 'radiation-raised',
  escalated: 'radiation-unanswered',
  accident: 'radiation-unanswered',
};

/** Alarms of mobile sources, and the steps of their ladders. An announced silence disturbs nobody, nor what is over by now. */
export const tellOfTracking = subscribe(alarmChanged, 'duty.tell-of-tracking', async ({ items }, tx, ctx) => {
  const over = items.filter(({ act }) => act === 'acknowledged' || act === 'closed');
  const told: Occurrence[] = [];
  const names = await unitNames(tx);
  for (const { alarmId, act } of items) {
    const occasion = TOLD[act];
    const alarm = occasion && (await alarmFacts(tx, alarmId));
    if (!alarm || alarm.severity === 'announced' || alarm.closedAt !== null) continue;
    const severity = severityOfTracking(alarm);
    const { headline, body } = wordsOfTracking(alarm, names(alarm.unitPath));
    told.push({
      key: `${occasion}:tracking:${alarmId}:${occasion === 'radiation-raised' ? severity : act}`,
      occasion,
      severity,
      unitPath: alarm.unitPath,
      subject: subjectOf(
        severity,
        `${headline}${act === 'accident' ? ' 转为辐射事故' : ''}`,
        alarm.simulated,
      ),
      body,
      link: `/tracking/alarms/${alarmId}`,
      simulated: alarm.simulated,
    });
    if (occasion === 'radiation-raised' && alarm.acknowledgedAt === null)
      await expectAnswer(ctx, tx, `tracking:${alarmId}`, told.at(-1)!);
  }
  await tellAll(ctx, tx, told);
  await answered(
    tx,
    over.map(({ alarmId }) => `tracking:${alarmId}`),
    new Date(ctx.clock.now()),
  );
});

/** What came long after the fact disturbs nobody at night: it is a task by day. */
const TOLD_WITHIN_MS = DAY_MS;

/** Findings of gamma stations that ask for somebody; each level once. */
export const tellOfFindings = subscribe(
  findingRaised,
  'duty.tell-of-findings',
  async ({ items }, tx, ctx) => {
    const told: Occurrence[] = [];
    const names = await unitNames(tx);
    for (const { id } of items) {
      const finding = await findingFacts(tx, id);
      const ask = finding && askOfFinding(finding, ctx.clock.now(), TOLD_WITHIN_MS);
      if (!finding || !ask) continue;
      const { severity } = ask;
      const { headline, body } = wordsOfFinding(finding, names(finding.unitPath));
      told.push({
        key: `radiation-raised:radnet:${id}:${severity}`,
        occasion: 'radiation-raised',
        severity,
        unitPath: finding.unitPath,
        subject: subjectOf(severity, headline, finding.simulated),
        body,
        link: `/radnet/findings/${id}`,
        simulated: finding.simulated,
      });
      if (finding.state === 'open') await expectAnswer(ctx, tx, `radnet:${id}`, told.at(-1)!);
    }
    await tellAll(ctx, tx, told);
  },
);

export const hearOfFindings = subscribe(
  findingSettled,
  'duty.hear-of-findings',
  async ({ items }, tx, ctx) => {
    await answered(
      tx,
      items.map(({ id }) => `radnet:${id}`),
      new Date(ctx.clock.now()),
    );
  },
);

async function unitNames(tx: Tx): Promise<(path: string) => string> {
  const names = new Map((await unitsUnder(tx, '/')).map((one) => [one.path, one.names.zh]));
  return (path) => names.get(path) ?? path;
}

async function tellAll(ctx: Context, tx: Tx, told: readonly Occurrence[]): Promise<void> {
  for (const some of Map.groupBy(told, ({ occasion }) => occasion).values()) await tellOf(ctx, tx, some);
}
