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

/**
 * The portal's main facts as an HTML fragment: the cities' air quality and the ways on. All text is escaped.
 * @param lang language of the names; Uyghur is marked as written from right to left
 * @param t words of the page in that language
 */
export function portalFactsHtml(
  air: { readonly simulated: boolean; readonly cities: readonly CityNow[] },
  lang: string,
  t: (key: string) => string,
  links: PortalLinks = DEFAULT_LINKS,
): string {
  const word = (key: string) => escapeHtml(t(`html.${key}`));
  const heads = [
    word('city'),
    'AQI',
    word('level'),
    word('primary'),
    ...SHOWN.map(({ label, unit }) => `${escapeHtml(label)} (${escapeHtml(unit)})`),
    word('time'),
  ];
  const rows = air.cities.map((city) => cityRow(city, lang, links)).join('');
  const table =
    rows === ''
      ? `<p>${word('none')}</p>`
      : `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table>`;
  const note = air.simulated ? `<p class="simulated"><strong>${word('simulated')}</strong></p>` : '';
  const ways = (['enterprises', 'water', 'about'] as const)
    .map((key) => `<li><a href="${escapeHtml(links[key])}">${word(key)}</a></li>`)
    .join('');
  const direction = lang.startsWith('ug') ? ' lang="ug" dir="rtl"' : '';
  return `<section class="portal-facts"${direction}><h2>${word('title')}</h2>${note}<div class="scroll">${table}</div><nav><ul>${ways}</ul></nav></section>`;
}

/** Pollutants of the fragment's columns. */
const SHOWN = AQI_POLLUTANTS.filter(({ key }) => ['PM2.5', 'PM10', 'O3'].includes(key));

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
    SHOWN.map(({ key }) => cell(figure(city.values[key]))).join('') +
    `<td dir="ltr">${city.time ? city.time.slice(0, 16).replace('T', ' ') : '—'}</td></tr>`
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
