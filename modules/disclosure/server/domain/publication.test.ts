import { describe, expect, it } from 'vitest';
import { hiddenOf, isShown, NOTHING_HIDDEN } from './publication.ts';

const point = { id: 7, enterpriseId: 3, public: true, active: true };

describe('what the portal shows', () => {
  it('is what the registry marks public and active', () => {
    expect(isShown(point, NOTHING_HIDDEN)).toBe(true);
    expect(isShown({ ...point, public: false }, NOTHING_HIDDEN)).toBe(false);
    expect(isShown({ ...point, active: false }, NOTHING_HIDDEN)).toBe(false);
  });

  it('leaves out what a setting hides: the point, or everything of its enterprise', () => {
    expect(isShown(point, hiddenOf([{ subject: 'point', key: '7', public: false }]))).toBe(false);
    expect(isShown(point, hiddenOf([{ subject: 'enterprise', key: '3', public: false }]))).toBe(false);
    expect(
      isShown(
        { ...point, enterpriseId: null },
        hiddenOf([{ subject: 'enterprise', key: '3', public: false }]),
      ),
    ).toBe(true);
  });

  it('never reveals what the registry keeps back', () => {
    const settings = hiddenOf([{ subject: 'point', key: '7', public: true }]);
    expect(isShown({ ...point, public: false }, settings)).toBe(false);
  });

  it('keeps the kinds of keys apart', () => {
    expect(hiddenOf([{ subject: 'code', key: 'a21026', public: false }])).toEqual({
      points: new Set(),
      enterprises: new Set(),
      codes: new Set(['a21026']),
    });
  });
});
