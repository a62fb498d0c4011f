import { describe, expect, it } from 'vitest';
import { type Searched, searchEntry } from './search.ts';

const points: Searched = {
  titles: { zh: '监测点位', en: 'Monitoring points' },
  keywords: { zh: ['站点', '断面'], en: ['station', 'air quality'] },
  fields: [{ zh: '点位编码', en: 'Code' }],
  abstracts: { zh: '登记在册的监测点位与排放口', en: 'Registered points and groundwater wells' },
  more: ['monitoring-points'],
};
const score = (question: string) => searchEntry(question, points)?.score ?? null;

describe('search of the catalogue', () => {
  it('finds everything without words, and nothing where a word is missing', () => {
    expect(score('  ')).toBe(0);
    expect(score('点位 海洋')).toBeNull();
    expect(score('repair')).toBeNull();
  });

  it('ranks a title over a keyword over an abstract, in both languages', () => {
    // 点位: title 10, field 3, abstract 2. 断面: keyword 6. 排放口: abstract 2.
    expect(score('点位')).toBe(15);
    expect(score('断面')).toBe(6);
    expect(score('排放口')).toBe(2);
    expect(score('MONITORING')).toBe(11);
    expect(score('station')).toBe(6);
  });

  it('begins Latin words where words begin', () => {
    expect(score('ground')).toBe(2);
    expect(score('water')).toBeNull();
    expect(score('air')).toBe(6);
    expect(score('ir')).toBeNull();
  });

  it('finds Chinese terms by their pairs where the whole is not there', () => {
    // 监测站点: 监测 (10 + 2), 测站 (none), 站点 (6): two of three pairs, 18 / 3 / 2.
    const hit = searchEntry('监测站点', points);
    expect(hit).toEqual({ score: 3, found: ['监测', '站点'] });
    expect(score('大气监测')).toBeNull();
  });
});
