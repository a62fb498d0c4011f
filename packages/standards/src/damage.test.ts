import { describe, expect, it } from 'vitest';
import { DAMAGE_RULES, damageTerm, VIRTUAL_COST_TABLES, virtualCostTable } from './damage.ts';
import { CONFIDENCE_WORDS } from './schema.ts';

describe('tables of damage', () => {
  it('has rising bounds with rising coefficients, and no end', () => {
    for (const { code, excess } of VIRTUAL_COST_TABLES) {
      const bounds = excess.rows.map(({ upTo }) => upTo ?? Number.POSITIVE_INFINITY);
      expect(bounds.at(-1), code).toBe(Number.POSITIVE_INFINITY);
      for (const [i, row] of excess.rows.entries()) {
        if (i === 0) continue;
        expect(bounds[i]!, code).toBeGreaterThan(bounds[i - 1]!);
        expect(row.tau, code).toBeGreaterThan(excess.rows[i - 1]!.tau);
      }
    }
  });

  it('keeps every row of a coefficient within its range', () => {
    for (const { code, coefficients } of VIRTUAL_COST_TABLES)
      for (const { range, rows } of Object.values(coefficients))
        for (const { value } of rows) {
          expect(value, code).toBeGreaterThanOrEqual(range![0]);
          expect(value, code).toBeLessThanOrEqual(range![1]);
        }
    expect(virtualCostTable('soil')).toBeNull();
    expect(Object.keys(virtualCostTable('water')!.coefficients)).toEqual(['alpha', 'omega']);
  });

  it('shows nothing of the tables or the clocks as law', () => {
    const law = ['official-text', 'multi-source'];
    for (const { confidence, formula, excess } of VIRTUAL_COST_TABLES)
      for (const one of [confidence, formula.confidence, excess.confidence]) {
        expect(CONFIDENCE_WORDS).toContain(one);
        expect(law).not.toContain(one);
      }
    for (const { confidence, article } of DAMAGE_RULES.terms) {
      expect(law).not.toContain(confidence);
      expect(article).toBeNull();
    }
    expect(damageTerm('negotiation').length).toBe(90);
  });

  it('has the five items of 民法典 1235', () => {
    expect(new Set(DAMAGE_RULES.items.map(({ key }) => key)).size).toBe(5);
  });
});
