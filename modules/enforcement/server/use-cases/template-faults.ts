import { TarimError } from '@tarim/kernel';
import type { TemplateFault, TemplateForm } from '../../contract.ts';
import { enforcementErrors as E } from '../errors.ts';
import { type Key, wordsIn } from '../words.ts';
import type { Tongue } from './read-cases.ts';

const ERROR = {
  unknown: E.templateUnknown,
  missing: E.templateMissing,
  empty: E.templateEmpty,
  legalRemoved: E.templateLegalRemoved,
  legalTerm: E.templateLegalTerm,
  needed: E.templateNeeded,
  blockUnknown: E.templateBlockUnknown,
  numberUnfit: E.templateNumberUnfit,
} as const satisfies Record<TemplateFault['why'], unknown>;

/** A fault of a template as its refusal: it names the text, and what in it, in the reader's tongue. */
export function faultError(
  form: TemplateForm,
  { where, why, names }: TemplateFault,
  tongue: Tongue,
): TarimError {
  const t = wordsIn(tongue);
  const [place, nth] = where.split(/\.(?=\d+$)/);
  const text =
    form.blocks.find(({ key }) => key === where)?.name ??
    `${t(`template.${place}` as Key)}${nth === undefined ? '' : ` ${Number(nth) + 1}`}`;
  const braced = why === 'unknown' || why === 'missing';
  const shown = names.map((name) => (braced && !/[{}]/.test(name) ? `{{${name}}}` : name));
  return new TarimError(ERROR[why], { text, names: shown.join('、') });
}
