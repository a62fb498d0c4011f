import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { Troubles } from './troubles.ts';

const FULL = { titleZh: '磁盘已满', titleEn: 'the disk is full', severity: 'critical' } as const;

test('a trouble is said once when it begins and once when it is over', async () => {
  const lines: { level: number; msg: string; seconds?: number }[] = [];
  const metrics = new Registry();
  let now = 1_000;
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const troubles = new Troubles(log, metrics, () => now);
  troubles.raise('disk', FULL, new Error('ENOSPC'));
  now = 61_000;
  troubles.raise('disk', { ...FULL, detail: 'still' });
  expect(troubles.list()).toEqual([{ name: 'disk', ...FULL, detail: 'still', since: 1_000 }]);
  expect(await metrics.metrics()).toContain('tarim_trouble{name="disk",severity="critical"} 1');
  troubles.clear('disk');
  troubles.clear('disk');
  expect(troubles.list()).toEqual([]);
  expect(await metrics.metrics()).not.toContain('name="disk"');
  expect(lines.map((one) => one.msg)).toEqual(['the disk is full', 'over: the disk is full']);
  expect(lines[1]!.seconds).toBe(60);
});

test('what becomes worse is said again; the worst comes first', () => {
  let said = 0;
  const log = pino({ level: 'error' }, { write: () => void said++ });
  const troubles = new Troubles(log, new Registry(), () => 0);
  troubles.raise('disk', { ...FULL, severity: 'warning' });
  troubles.raise('log', FULL);
  troubles.raise('disk', FULL);
  expect(said).toBe(3);
  troubles.raise('late', { ...FULL, severity: 'warning' });
  expect(troubles.list().map((one) => one.name)).toEqual(['disk', 'log', 'late']);
});
