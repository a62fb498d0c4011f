import { syntax } from './nodes.ts';

export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign' | 'end';
  /** Words as written, texts without quotes. */
  readonly text: string;
  readonly at: number;
}

const SPACE = /\s/u;
const WORD = /[\p{L}_:][\p{L}\p{N}_:.]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SIGN = /<>|<=|>=|[=<>+\-*/%^(),]/y;

/** @throws TarimError OGC_FILTER_SYNTAX */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let i = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = i;
    return pattern.exec(text)?.[0] ?? null;
  };
  const quoted = (quote: string): string => {
    const start = i++;
    let value = '';
    for (;;) {
      if (i >= text.length) throw syntax(start + 1, `unclosed ${quote}`);
      const char = text[i]!;
      // Quotes inside are doubled; a backslash before one is also the standard's.
      if (char === quote && text[i + 1] === quote) i++;
      else if (char === '\\' && text[i + 1] === quote) i++;
      else if (char === quote) break;
      if (text[i]! < ' ') throw syntax(i + 1, 'control character');
      value += text[i++];
    }
    i++;
    return value;
  };
  while (i < text.length) {
    const char = text[i]!;
    const at = i + 1;
    if (SPACE.test(char)) {
      i++;
    } else if (char === "'") {
      tokens.push({ kind: 'text', text: quoted("'"), at });
    } else if (char === '"') {
      tokens.push({ kind: 'name', text: quoted('"'), at });
    } else {
      const number = match(NUMBER);
      const word = number === null ? match(WORD) : null;
      const sign = number === null && word === null ? match(SIGN) : null;
      const found = number ?? word ?? sign;
      if (!found) throw syntax(at, `unexpected ${JSON.stringify(char)}`);
      i += found.length;
      tokens.push({ kind: number !== null ? 'number' : word !== null ? 'word' : 'sign', text: found, at });
    }
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return tokens;
}
