import { expect, test } from 'vitest';
import { hideInFrame, hideInJson } from './hide-factors.ts';

const shown = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const hidden = new Set(['a21026']);

test('values of factors that are not published are hidden, also under their code of 2005; the rest stays', () => {
  const frame = (so2: string, code: string) =>
    `##0100ST=31;CN=2051;CP=&&DataTime=20261124120000;${code}-Avg=${so2},${code}-Flag=N;a34013-Avg=5.5&&1234\r\n`;
  const bytes = hideInFrame(Buffer.from(frame('12.5', 'a21026')), hidden);
  expect(shown(bytes)).toBe(
    frame('****', 'a21026').replace('Flag=N;a3', 'Flag=*;a3').replace('1234', '****'),
  );
  expect(shown(hideInFrame(Buffer.from(frame('12.5', '02')), hidden))).toContain('02-Avg=****');
  expect(shown(hideInFrame(Buffer.from(frame('12.5', 'a21026')), new Set()))).toContain('12.5');
});

test('so are they in a JSON record; what cannot be read is not shown', () => {
  const record = {
    mn: 'M',
    items: [
      { code: 'a21026', attrs: { Avg: 12.5 } },
      { code: 'a34013', attrs: { Avg: 5 } },
    ],
  };
  const told = JSON.parse(shown(hideInJson(Buffer.from(JSON.stringify(record)), hidden)));
  expect(told.items).toEqual([
    { code: 'a21026', attrs: { Avg: '***' } },
    { code: 'a34013', attrs: { Avg: 5 } },
  ]);
  expect(shown(hideInJson(Buffer.from('{12.5'), hidden))).toBe('***');
});
