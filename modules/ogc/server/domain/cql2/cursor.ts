import { syntax } from './nodes.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Where the reader stands in the tokens of an expression. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #i = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  get now(): Token {
    return this.#tokens[this.#i]!;
  }

  get next(): Token {
    return this.#tokens[Math.min(this.#i + 1, this.#tokens.length - 1)]!;
  }

  take(): Token {
    const token = this.now;
    if (token.kind !== 'end') this.#i++;
    return token;
  }

  isSign(...signs: string[]): boolean {
    return this.now.kind === 'sign' && signs.includes(this.now.text);
  }

  isWord(...words: string[]): boolean {
    return this.now.kind === 'word' && words.includes(this.now.text.toUpperCase());
  }

  acceptSign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.#i++;
    return true;
  }

  acceptWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.#i++;
    return true;
  }

  expectSign(sign: string): void {
    if (!this.acceptSign(sign)) throw this.unexpected(sign);
  }

  expectWord(word: string): void {
    if (!this.acceptWord(word)) throw this.unexpected(word);
  }

  /** A number with its sign. */
  number(): number {
    const negative = this.acceptSign('-');
    if (!negative) this.acceptSign('+');
    const token = this.take();
    const value = Number(token.text);
    if (token.kind !== 'number' || !Number.isFinite(value)) throw syntax(token.at, 'a number is expected');
    return negative ? -value : value;
  }

  unexpected(expected: string): Error {
    const { kind, text, at } = this.now;
    return syntax(at, `${expected} is expected, found ${kind === 'end' ? 'the end' : JSON.stringify(text)}`);
  }
}
