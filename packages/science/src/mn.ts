import type { Problem } from '@tarim/kernel';
import { type Locale, SCIENCE_PROBLEMS as P, problem } from './problems.ts';

export type MnEdition = '2005' | '2017' | '2025';

interface Shape {
  readonly length: number;
  readonly allowed: RegExp;
  readonly form: string;
}

/** HJ/T 212-2005: 7 characters of the maker's organisation code and 7 of the serial number. 2017: EPC-96. 2025: assigned (secondary source). */
const SHAPES: Readonly<Record<MnEdition, Shape>> = {
  '2005': { length: 14, allowed: /^[0-9A-Z]*$/i, form: '0-9 A-Z' },
  '2017': { length: 24, allowed: /^[0-9A-F]*$/i, form: '0-9 A-F' },
  '2025': { length: 24, allowed: /^[0-9A-F]*$/i, form: '0-9 A-F' },
};

/**
 * Whether a device number (设备唯一标识 MN) has the form of its edition. Devices in the field have others and are heard all the
 * same: these are remarks for the person who registers one, never a reason to refuse its frames.
 */
export function checkMn(mn: string, edition: MnEdition, locale: Locale = 'zh'): Problem[] {
  const shape = SHAPES[edition];
  const problems: Problem[] = [];
  if (mn.length !== shape.length)
    problems.push(problem(P.mnLength, { actual: mn.length, edition, expected: shape.length }, 'mn', locale));
  if (!shape.allowed.test(mn))
    problems.push(problem(P.mnCharacter, { edition, form: shape.form }, 'mn', locale));
  else if (mn !== mn.toUpperCase()) problems.push(problem(P.mnCase, {}, 'mn', locale));
  return problems;
}
