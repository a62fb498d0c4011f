import { TarimError } from '@tarim/kernel';
import { exchangeErrors } from '../errors.ts';

/** How often something of variable length may stand in a pattern: two make the work at most a square of the text's length. */
const MOST_LOOSE = 2;
export const MOST_MATCHED = 500;
const ATOM = /^(\\[dwsDWS]|\\[.\-[\]{}()*+?/^$|\\]|\[[^[\]]+\]|[^\\[\](){}|*+?^$])/;
const COUNT = /^(\{\d{1,3}(,\d{0,3})?\}|[*+?])/;

/**
 * A pattern for whole texts: signs, classes (`[A-Z0-9]`, `\d`, `\w`, `\s`, `.`) and counts (`{6}`, `{2,4}`, `?`, `*`, `+`), without groups and
 * alternatives, at most two counts of variable length. A general regular expression of a stranger could keep the server busy
 * for hours on one row.
 * @throws TarimError EXCHANGE_PATTERN_WRONG
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const wrong = (reason: string) =>
    new TarimError(exchangeErrors.patternWrong, { pattern: pattern.slice(0, 60), reason });
  let rest = pattern;
  let loose = 0;
  while (rest !== '') {
    const atom = ATOM.exec(rest)?.[0];
    if (!atom) throw wrong(rest.slice(0, 10));
    rest = rest.slice(atom.length);
    const count = COUNT.exec(rest)?.[0];
    if (!count) continue;
    rest = rest.slice(count.length);
    if (!/^\{\d+\}$/.test(count) && ++loose > MOST_LOOSE) throw wrong(`> ${MOST_LOOSE} × ${count}`);
  }
  try {
    const compiled = new RegExp(`^${pattern}$`, 'u');
    return (text) => text.length <= MOST_MATCHED && compiled.test(text);
  } catch (cause) {
    throw new TarimError(
      exchangeErrors.patternWrong,
      { pattern: pattern.slice(0, 60), reason: (cause as Error).message.slice(-80) },
      { cause },
    );
  }
}
