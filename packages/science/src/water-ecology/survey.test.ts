import { expect, test } from 'vitest';
import { evaluateEcoSurvey } from './survey.ts';

const of = (...counts: number[]) => counts.map((count, index) => ({ name: `sp${index}`, count }));

test('four taxa alike: H′ = log₂ 4 = 2, J = 1, Simpson 1 − 4/16, Margalef 3 / ln 40', () => {
  const found = evaluateEcoSurvey({ group: 'phytoplankton', taxa: of(10, 10, 10, 10) });
  expect(found).toMatchObject({ richness: 4, individuals: 40, shannon: 2, evenness: 1, simpson: 0.75 });
  expect(found.margalef).toBeCloseTo(0.81326, 5);
  expect(found.bmwp).toBeNull();
});

test('halves, a quarter and two eighths: H′ = ½·1 + ¼·2 + 2·⅛·3 = 1.75 bits', () => {
  const found = evaluateEcoSurvey({ group: 'fish', taxa: of(4, 2, 1, 1) });
  expect(found.shannon).toBe(1.75);
  expect(found.evenness).toBe(0.875);
  // 1 − (16 + 4 + 1 + 1) / 64
  expect(found.simpson).toBe(0.65625);
  expect(found.dominant).toEqual({ name: 'sp0', share: 0.5 });
});

test('one taxon has no diversity, and no evenness', () => {
  expect(evaluateEcoSurvey({ group: 'benthos', taxa: of(7) })).toMatchObject({
    shannon: 0,
    evenness: null,
    simpson: 0,
    margalef: 0,
  });
});

test('BMWP counts a family once, whatever its species; ASPT is the mean', () => {
  const taxa = [
    { name: 'Heptagenia sp.', family: 'Heptageniidae', count: 12 },
    { name: 'Ecdyonurus sp.', family: 'Heptageniidae', count: 3 },
    { name: 'Baetis sp.', family: 'Baetidae', count: 40 },
    { name: 'Chironomus sp.', family: 'Chironomidae', count: 25 },
    { name: 'Gammarus sp.', family: 'gammaridae', count: 9 },
    { name: 'X', family: 'Nobodyidae', count: 1 },
  ];
  const found = evaluateEcoSurvey({ group: 'benthos', taxa });
  // 10 + 4 + 2 + 6
  expect(found.bmwp).toEqual({ score: 22, families: 4, aspt: 5.5 });
  expect(found.problems.map((one) => one.code)).toEqual([
    'ECOLOGY_BMWP_UNVERIFIED',
    'ECOLOGY_FAMILY_NO_SCORE',
  ]);
  expect(found.rules).toMatchObject([{ standard: 'BMWP', confidence: 'memory' }]);
});

test('wrong counts are told and left out; what was not found is no taxon', () => {
  const found = evaluateEcoSurvey({
    group: 'fish',
    taxa: [
      { name: '鲤', count: 2 },
      { name: '鲫', count: -1 },
      { name: '鲤', count: 2 },
      { name: '草鱼', count: 0 },
      { name: '鲢', count: Number.NaN },
    ],
  });
  expect(found).toMatchObject({ richness: 1, individuals: 4 });
  expect(found.problems.map((one) => one.code)).toEqual([
    'ECOLOGY_COUNT_INVALID',
    'ECOLOGY_TAXON_TWICE',
    'ECOLOGY_COUNT_INVALID',
  ]);
  expect(evaluateEcoSurvey({ group: 'birds' as never, taxa: [] }).problems.map((one) => one.code)).toEqual([
    'ECOLOGY_GROUP_UNKNOWN',
    'ECOLOGY_TAXA_MISSING',
  ]);
});
