import { type Language, negotiateLanguage } from '@tarim/platform';
import type { ForecastCell } from '../../contract.ts';
import type { ForecastRow } from '../sql/forecasts.ts';

type Request = { readonly headers: { readonly 'accept-language'?: string } };

export const languageOf = (request: Request): Language =>
  negotiateLanguage(request.headers['accept-language']);
export const wordsOf = (request: Request): 'zh' | 'en' => (languageOf(request) === 'en' ? 'en' : 'zh');

/** A name that data bring in several languages, Chinese always. */
export function nameIn(
  language: Language,
  names: { readonly zh: string; readonly en?: string | null; readonly ug?: string | null },
): string {
  return (language === 'zh-CN' ? names.zh : names[language]) || names.zh;
}

/** A forecast as the contract tells it, with what came of the day. */
export function cellOf(row: ForecastRow, observed: ForecastCell['observed']): ForecastCell {
  const { target, lead, aqi, low, high, level, primary, hindcast, revision, simulated } = row;
  return {
    ...{ target, lead, aqi, low, high, level, hindcast, revision, simulated, observed },
    primary: [...primary],
  };
}
