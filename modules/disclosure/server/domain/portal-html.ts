import { AQI_POLLUTANTS } from '@tarim/evaluation/contract';
import type { CityNow } from '../../contract.ts';
import { inLanguage } from './words.ts';

export interface PortalLinks {
  readonly city: (code: string) => string;
  readonly enterprises: string;
  readonly water: string;
  readonly about: string;
}

export const DEFAULT_LINKS: PortalLinks = {
  city: (code) => `/air/${encodeURIComponent(code)}`,
  enterprises: '/enterprises',
  water: '/water',
  about: '/about',
};

const WORDS = {
  zh: {
    title: '空气质量实况',
    simulated: '模拟数据，不是真实监测结果',
    city: '城市',
    level: '级别',
    primary: '首要污染物',
    time: '时间（北京时间）',
    none: '暂无数据',
    enterprises: '企业自动监测数据',
    water: '水质自动站',
    about: '数据说明',
  },
  en: {
    title: 'Air quality now',
    simulated: 'Simulated data, not real measurements',
    city: 'City',
    level: 'Level',
    primary: 'Primary pollutant',
    time: 'Time (Beijing)',
    none: 'No data yet',
    enterprises: 'Automatic monitoring of enterprises',
    water: 'Water stations',
    about: 'About the data',
  },
} as const;

/**
 * The portal's main facts as an HTML fragment: the cities' air quality and the ways on. All text is escaped.
 * @param lang `zh-CN`, `en`, `ug`; words that are not translated stand in Chinese
 */
export function portalFactsHtml(
  air: { readonly simulated: boolean; readonly cities: readonly CityNow[] },
  lang: string,
  links: PortalLinks = DEFAULT_LINKS,
): string {
  const words = lang.startsWith('en') ? WORDS.en : WORDS.zh;
  const fallback = lang.startsWith('ug') ? ' lang="zh-CN" dir="ltr"' : '';
  const rows = air.cities.map((city) => cityRow(city, lang, links)).join('');
  const table =
    rows === ''
      ? `<p>${words.none}</p>`
      : `<table><thead><tr><th scope="col">${words.city}</th><th scope="col">AQI</th><th scope="col">${words.level}</th>` +
        `<th scope="col">${words.primary}</th><th scope="col">PM₂.₅</th><th scope="col">PM₁₀</th><th scope="col">O₃</th>` +
        `<th scope="col">${words.time}</th></tr></thead><tbody>${rows}</tbody></table>`;
  const note = air.simulated ? `<p class="simulated"><strong>${words.simulated}</strong></p>` : '';
  const ways = (['enterprises', 'water', 'about'] as const)
    .map((key) => `<li><a href="${escapeHtml(links[key])}">${words[key]}</a></li>`)
    .join('');
  return `<section class="portal-facts"${fallback}><h2>${words.title}</h2>${note}${table}<nav><ul>${ways}</ul></nav></section>`;
}

function cityRow(city: CityNow, lang: string, links: PortalLinks): string {
  const cell = (text: string) => `<td>${escapeHtml(text)}</td>`;
  const label = (key: string) => AQI_POLLUTANTS.find((one) => one.key === key)?.label ?? key;
  const figure = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : String(value);
  const name = escapeHtml(inLanguage(city.name, lang));
  return (
    `<tr><th scope="row"><a href="${escapeHtml(links.city(city.code))}">${name}</a></th>` +
    cell(figure(city.aqi)) +
    cell(city.category ? inLanguage(city.category, lang) : '—') +
    cell(city.primary.map(label).join(' ') || '—') +
    cell(figure(city.values['PM2.5'])) +
    cell(figure(city.values.PM10)) +
    cell(figure(city.values.O3)) +
    `${cell(city.time ? city.time.slice(0, 16).replace('T', ' ') : '—')}</tr>`
  );
}

export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
