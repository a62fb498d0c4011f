import { negotiateLanguage } from '@tarim/platform';
import type { Tongue } from '../frame.ts';

export const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';
