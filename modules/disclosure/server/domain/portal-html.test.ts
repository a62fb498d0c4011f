import { describe, expect, it } from 'vitest';
import type { CityNow } from '../../contract.ts';
import { escapeHtml, portalFactsHtml } from './portal-html.ts';

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
    const html = portalFactsHtml({ simulated: false, cities: [city()] }, 'zh-CN');
    const cells = [...html.matchAll(/<t[dh][^>]*>(?:<a[^>]*>)?([^<]*)/g)].map((match) => match[1]);
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
    expect(html).toContain('href="/air/653200"');
    expect(html).not.toContain('模拟');
  });

  it('says when data are simulated, in both languages', () => {
    expect(portalFactsHtml({ simulated: true, cities: [] }, 'zh-CN')).toContain('模拟数据');
    expect(portalFactsHtml({ simulated: true, cities: [] }, 'en')).toContain('Simulated data');
  });

  it('speaks English and, where it can, Uyghur', () => {
    expect(portalFactsHtml({ simulated: false, cities: [city()] }, 'en')).toContain('Hotan Prefecture');
    expect(portalFactsHtml({ simulated: false, cities: [city()] }, 'ug')).toContain('خوتەن ۋىلايىتى');
  });

  it('escapes whatever the registry holds', () => {
    const nasty = '<script>alert("x")</script>&\'';
    const html = portalFactsHtml(
      { simulated: false, cities: [city({ code: '"><img>', name: { zh: nasty, en: null, ug: null } })] },
      'zh-CN',
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;');
    expect(escapeHtml(nasty)).toBe('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;');
  });

  it('shows a dash where the standard forbids publication', () => {
    const html = portalFactsHtml(
      { simulated: false, cities: [city({ aqi: null, level: null, category: null, primary: [] })] },
      'zh-CN',
    );
    expect(html).toContain('<td>—</td><td>—</td><td>—</td>');
  });
});
