import type { TemplateBody } from '../../contract.ts';
import { filled, type Key, textsIn } from '../words.ts';
import type { KindSpec } from './kinds.ts';

/** Documents are made in Chinese, whatever language the console is read in. */
const DELIVERED = textsIn('zh-CN');

/** The words of one paper: those of the template that governs it, else as delivered. */
export interface PaperWords {
  readonly title: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly signature: readonly string[];
  /** Format of its number; null: it has none of its own. */
  readonly number: string | null;
  /** What tells of the template at the foot: 文书格式 v3; null: as delivered. */
  readonly mark: string | null;
  /** Whether a block shows; those that are not optional do. */
  shows(key: Key): boolean;
  /** A text with its placeholders filled. */
  say(key: Key, params?: Readonly<Record<string, string | number>>): string;
}

/** A paper as it is delivered (出厂格式). */
export const factoryBody = (spec: KindSpec): TemplateBody => ({
  title: DELIVERED[spec.title],
  texts: Object.fromEntries(spec.blocks.map(({ key }) => [key, DELIVERED[key]])),
  hidden: [],
  before: [],
  after: [],
  signature: spec.signature.map((key) => DELIVERED[key]),
  number: spec.number && DELIVERED[spec.number],
});

/** A body of before with the texts that a paper has now: what came since is as delivered, what is gone is left out. */
export function broughtUp(spec: KindSpec, body: TemplateBody): TemplateBody {
  const keys = spec.blocks.map(({ key }) => key);
  return {
    ...body,
    texts: Object.fromEntries(keys.map((key) => [key, body.texts[key] ?? DELIVERED[key]])),
    hidden: body.hidden.filter((hidden) => keys.some((key) => key === hidden)),
  };
}

/** Words by a template; `mark` names its version. */
export function paperWords(body: TemplateBody, mark: string | null): PaperWords {
  const { title, before, after, signature, number, texts, hidden } = body;
  return {
    title,
    before,
    after,
    signature,
    number,
    mark,
    shows: (key) => !hidden.includes(key),
    // What a template does not have is delivered: labels, and texts that came after it.
    say: (key, params = {}) => filled(texts[key] ?? DELIVERED[key], params),
  };
}
