import { describe, expect, it } from 'vitest';
import { periodsIn } from './rejudge.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);

describe('the periods of a span', () => {
  it('are those that overlap it and are over', () => {
    expect(periodsIn('hour', at('2026-11-24T10:30:00'), at('2026-11-24T13:59:59'))).toEqual([
      at('2026-11-24T10:00:00'),
      at('2026-11-24T11:00:00'),
      at('2026-11-24T12:00:00'),
    ]);
    expect(periodsIn('day', at('2026-11-22T12:00:00'), at('2026-11-24T00:00:00'))).toEqual([
      at('2026-11-22T00:00:00'),
      at('2026-11-23T00:00:00'),
    ]);
  });

  it('are none when nothing is over', () => {
    expect(periodsIn('day', at('2026-11-24T01:00:00'), at('2026-11-24T20:00:00'))).toEqual([]);
  });
});
