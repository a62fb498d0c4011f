import { expect, test } from 'vitest';
import { loadTexts } from './language.tsx';
import { directionOf, nameIn, preferredLanguage } from './languages.ts';

test('follows the order of what the browser prefers', () => {
  expect(preferredLanguage(['fr', 'en-GB', 'zh'])).toBe('en');
  expect(preferredLanguage(['zh-TW', 'en'])).toBe('zh-CN');
  expect(preferredLanguage(['ug-CN'])).toBe('ug');
  expect(preferredLanguage(['kk', 'ru'])).toBe('zh-CN');
  expect(preferredLanguage([])).toBe('zh-CN');
});

test('names fall back to Chinese', () => {
  const names = { zh: '石河子市', en: 'Shihezi City' };
  expect([nameIn(names, 'en'), nameIn(names, 'ug'), nameIn(null, 'en')]).toEqual([
    'Shihezi City',
    '石河子市',
    '—',
  ]);
  expect(directionOf('ug')).toBe('rtl');
});

const file = (texts: Record<string, string>) => async () => ({ default: texts });

test('what Uyghur lacks stands in Chinese, a key or a whole catalogue; English does not hide its gaps', async () => {
  const catalogues = {
    water: {
      'zh-CN': file({ title: '水质', class: '类别' }),
      en: file({ title: 'Water' }),
      ug: file({ title: 'سۇ سۈپىتى' }),
    },
    air: { 'zh-CN': file({ title: '空气' }), en: file({ title: 'Air' }) },
  };
  const ug = await loadTexts(catalogues, 'ug');
  expect(['water:title', 'water:class', 'air:title'].map((key) => ug.t(key))).toEqual([
    'سۇ سۈپىتى',
    '类别',
    '空气',
  ]);
  const en = await loadTexts(catalogues, 'en');
  expect(en.t('water:title')).toBe('Water');
  expect(en.t('water:class')).toBe('class');
  await en.changeLanguage('ug');
  expect(en.t('water:title')).toBe('سۇ سۈپىتى');
});
