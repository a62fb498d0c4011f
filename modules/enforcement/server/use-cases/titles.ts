import { FINE_RANGES } from '@tarim/standards';
import { type Key, wordsIn } from '../words.ts';

/** `1107:usual`: a violation and which of its ranges, because a serious case is another charge than a usual one. */
export const titleOf = (violation: string, tongue: 'zh' | 'en'): string => {
  const [key, when] = violation.split(':');
  const found = FINE_RANGES.find((one) => one.key === key);
  if (!found) return violation;
  const word = when === 'usual' || when === undefined ? '' : wordsIn(tongue)(`tier.${when}` as Key);
  return word === '' ? found[tongue] : `${found[tongue]} · ${word}`;
};
