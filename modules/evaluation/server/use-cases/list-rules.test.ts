import { describe, expect, it } from 'vitest';
import { listRules, standardsInUse } from './list-rules.ts';

describe('the standards', () => {
  it('in use are those of the day', () => {
    const codes = (date: string) =>
      standardsInUse(Date.parse(`${date}T12:00:00+08:00`)).map((rule) => rule.code);
    expect(codes('2026-11-24')).toContain('HJ 633-2026');
    expect(codes('2026-11-24')).not.toContain('HJ 633-2012');
    expect(codes('2025-11-24')).toContain('HJ 633-2012');
    expect(codes('2025-11-24')).not.toContain('HJ 633-2026');
  });

  it('all carry a confidence, and the ones in use stand first', () => {
    const rules = listRules(Date.parse('2026-11-24T12:00:00+08:00'));
    expect(rules.every((rule) => rule.confidence !== '')).toBe(true);
    expect(rules.map((rule) => rule.inUse)).toEqual(
      [...rules.map((rule) => rule.inUse)].sort((a, b) => Number(b) - Number(a)),
    );
  });
});
