import { describe, expect, it } from 'vitest';
import type { CityNow } from '../../contract.ts';
import { textIn } from '../texts.ts';
import { escapeHtml, portalFactsHtml } from './portal-html.ts';

const html = (air: Parameters<typeof portalFactsHtml>[0], lang: 'zh-CN' | 'en' | 'ug') =>
  portalFactsHtml(air, lang, textIn(lang));

const city = (more: Partial<CityNow> = {}): CityNow => ({
  code: '653200',
  name: { zh: '和田地区', en: 'Hotan Prefecture', ug: 'خوتەن ۋىلايىتى' },
  lon: 79.9,
  lat: 37.1,
  stations: 2,
  time: '2026-11-24T13:00:00+08:00',
  standard: 'HJ 633-2026',
  aqi: 279,
  level: 5,
  category: { zh: '重度污染', en: 'Heavily polluted', ug: 'ئېغىر بۇلغانغان' },
  colour: '#99004C',
  primary: ['PM10'],
  simulated: true,
  values: { PM10: 405, 'PM2.5': 90, O3: null },
  ...more,
});

describe('the portal without JavaScript', () => {
  it('shows the city, its index, level, primary pollutant and time', () => {
    const made = html({ simulated: false, cities: [city()] }, 'zh-CN');
    const cells = [...made.matchAll(/<t[dh][^>]*>(?:<a[^>]*>)?([^<]*)/g)].map((match) => match[1]);
    expect(cells.slice(-8)).toEqual([
      '和田地区',
      '279',
      '重度污染',
      'PM₁₀',
      '90',
      '405',
      '—',
      '2026-11-24 13:00',
    ]);
    expect(made).toContain('href="/air/653200"');
    expect(made).not.toContain('模拟');
  });

  it('says when data are simulated, in both languages', () => {
    expect(html({ simulated: true, cities: [] }, 'zh-CN')).toContain('模拟数据');
    expect(html({ simulated: true, cities: [] }, 'en')).toContain('Simulated data');
  });

  it('speaks English and, where it can, Uyghur', () => {
    expect(html({ simulated: false, cities: [city()] }, 'en')).toContain('Hotan Prefecture');
    const ug = html({ simulated: false, cities: [city()] }, 'ug');
    expect(ug).toContain('خوتەن ۋىلايىتى');
    expect(ug).toContain('dir="rtl"');
    // What is not translated stands in Chinese.
    expect(ug).toContain('首要污染物');
  });

  it('gives the unit of every concentration', () => {
    expect(html({ simulated: false, cities: [city()] }, 'zh-CN')).toContain('>PM₂.₅ (µg/m³)</th>');
  });

  it('escapes whatever the registry holds', () => {
    const nasty = '<script>alert("x")</script>&\'';
    const made = html(
      { simulated: false, cities: [city({ code: '"><img>', name: { zh: nasty, en: null, ug: null } })] },
      'zh-CN',
    );
    expect(made).not.toMatch(/<script|<img/);
    expect(made).toContain('&lt;script&gt;');
    expect(escapeHtml(nasty)).toBe('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;');
  });

  it('shows a dash where the standard forbids publication', () => {
    const made = html(
      { simulated: false, cities: [city({ aqi: null, level: null, category: null, primary: [] })] },
      'zh-CN',
    );
    expect(made).toContain('<td>—</td><td>—</td><td>—</td>');
  });
});
