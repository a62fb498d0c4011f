import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { platformErrors } from './errors.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('the page of errors names every code of every room, once and with today’s words', () => {
  expect(() =>
    execFileSync(process.execPath, ['scripts/errors-doc.ts', '--check'], { cwd: root, stdio: 'pipe' }),
  ).not.toThrow();
});

test('both languages of a message have the same gaps', () => {
  const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((one) => one[1]).sort();
  for (const one of Object.values(platformErrors)) expect(gaps(one.zh), one.code).toEqual(gaps(one.en));
});
