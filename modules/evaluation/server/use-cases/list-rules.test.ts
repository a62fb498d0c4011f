import { describe, expect, it } from 'vitest';
import { listRules } from './list-rules.ts';

const NOW = Date.parse('2026-11-24T12:00:00+08:00');
const used = (now: number, ...limited: string[]) =>
  listRules(now, new Set(limited))
    .filter((rule) => rule.inUse)
    .map((rule) => rule.code);

describe('the standards', () => {
  it('in use are those of the day', () => {
    expect(used(NOW)).toContain('HJ 633-2026');
    expect(used(NOW)).not.toContain('HJ 633-2012');
    const before = Date.parse('2025-11-24T12:00:00+08:00');
    expect(used(before)).toContain('HJ 633-2012');
    expect(used(before)).not.toContain('HJ 633-2026');
  });

  it('of emissions are in use when a limit is taken from them, and in force', () => {
    expect(used(NOW)).not.toContain('GB 13223-2011');
    expect(used(NOW, 'GB 13223-2011')).toContain('GB 13223-2011');
    expect(used(Date.parse('2011-06-01T00:00:00+08:00'), 'GB 13223-2011')).not.toContain('GB 13223-2011');
  });

  it('all carry a confidence, and the ones in use stand first', () => {
    const rules = listRules(NOW, new Set(['GB 13223-2011']));
    expect(rules.every((rule) => rule.confidence !== '')).toBe(true);
    expect(rules.map((rule) => rule.inUse)).toEqual(
      [...rules.map((rule) => rule.inUse)].sort((a, b) => Number(b) - Number(a)),
    );
  });
});
