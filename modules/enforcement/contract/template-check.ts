import { OFFERED, type TemplateBlock, type TemplateBody, type TemplateForm } from './templates.ts';

/** What is wrong with a text of a template. `names`: the placeholders, terms or keys that it is about. */
export interface TemplateFault {
  /** Key of a block, `title`, `number`, `signature`, `before.0`, `after.0` … */
  readonly where: string;
  readonly why:
    | 'unknown'
    | 'missing'
    | 'empty'
    | 'legalRemoved'
    | 'legalTerm'
    | 'needed'
    | 'blockUnknown'
    | 'numberUnfit';
  readonly names: readonly string[];
}

/** Of a number of documents: all three, so that no two documents get the same. */
export const NUMBER_PLACEHOLDERS = ['prefix', 'year', 'serial'] as const;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** Placeholders of a text in their order, each once. */
export const placeholdersOf = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name!)),
];

/** Placeholders that a text may not use, and braces that are none. */
function strangers(text: string, allowed: readonly string[]): string[] {
  const unknown = placeholdersOf(text).filter((name) => !allowed.includes(name));
  const rest = text.replace(PLACEHOLDER, '');
  return [...unknown, ...['{{', '}}'].filter((brace) => rest.includes(brace))];
}

/** All faults of a template in the order of the paper; none: it may be saved. Used before saving by the page, and by the server. */
export function templateFaults(form: TemplateForm, body: TemplateBody): TemplateFault[] {
  const known = new Set(form.blocks.map(({ key }) => key));
  const strange = [...Object.keys(body.texts), ...body.hidden].filter((key) => !known.has(key));
  return [
    ...(strange.length > 0 ? [{ where: 'title', why: 'blockUnknown' as const, names: strange }] : []),
    ...textFaults('title', body.title, []),
    ...body.before.flatMap((text, i) => textFaults(`before.${i}`, text, OFFERED)),
    ...form.blocks.flatMap((block) => blockFaults(block, body)),
    ...body.after.flatMap((text, i) => textFaults(`after.${i}`, text, OFFERED)),
    ...signatureFaults(form, body.signature),
    ...numberFaults(form, body.number),
  ];
}

function textFaults(where: string, text: string, allowed: readonly string[]): TemplateFault[] {
  if (text.trim() === '') return [{ where, why: 'empty', names: [] }];
  const unknown = strangers(text, allowed);
  return unknown.length > 0 ? [{ where, why: 'unknown', names: unknown }] : [];
}

function blockFaults(block: TemplateBlock, body: TemplateBody): TemplateFault[] {
  const { key, legal, optional, placeholders, keeps } = block;
  const text = body.texts[key] ?? '';
  const hidden = body.hidden.includes(key);
  if (legal && (hidden || text.trim() === '')) return [{ where: key, why: 'legalRemoved', names: [] }];
  if (hidden && !optional) return [{ where: key, why: 'needed', names: [] }];
  const faults = textFaults(key, text, [...placeholders, ...OFFERED]);
  if (faults.length > 0) return faults;
  const used = placeholdersOf(text);
  const missing = placeholders.filter((name) => !used.includes(name));
  if (missing.length > 0) return [{ where: key, why: 'missing', names: missing }];
  const unsaid = keeps.filter((group) => !group.some((words) => text.includes(words)));
  return unsaid.length > 0 ? [{ where: key, why: 'legalTerm', names: unsaid.map((group) => group[0]!) }] : [];
}

function signatureFaults({ signs, factory }: TemplateForm, lines: readonly string[]): TemplateFault[] {
  const where = 'signature';
  // The list of a file is not signed; every other paper is by somebody.
  if (lines.length === 0 && factory.signature.length > 0) return [{ where, why: 'empty', names: [] }];
  const faults = lines.flatMap((line) => textFaults(where, line, OFFERED));
  if (faults.length > 0) return faults.slice(0, 1);
  const used = new Set(lines.flatMap(placeholdersOf));
  const missing = signs.filter((name) => !used.has(name));
  return missing.length > 0 ? [{ where, why: 'missing', names: missing }] : [];
}

/**
 * A number tells body, year and serial apart: each once, something between them, and no other digits, which could make the number of
 * another document.
 */
function numberFaults({ factory }: TemplateForm, number: string | null): TemplateFault[] {
  const where = 'number';
  if (factory.number === null) return number === null ? [] : [{ where, why: 'numberUnfit', names: [number] }];
  const faults = textFaults(where, number ?? '', NUMBER_PLACEHOLDERS);
  if (faults.length > 0) return faults;
  const used = placeholdersOf(number!);
  const missing = NUMBER_PLACEHOLDERS.filter((name) => !used.includes(name));
  if (missing.length > 0) return [{ where, why: 'missing', names: missing }];
  const once = number!.match(PLACEHOLDER)!.length === NUMBER_PLACEHOLDERS.length;
  const unfit = !once || /[\p{N}\r\n\t]/u.test(number!) || number!.includes('}}{{');
  return unfit ? [{ where, why: 'numberUnfit', names: [number!] }] : [];
}
