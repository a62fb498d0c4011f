import type { DocumentContent } from '@tarim/documents';
import type { CaseAct, CaseDocument, TemplateKind } from '../../contract.ts';
import { decisionPaper, noticePaper, type PaperInput } from './content.ts';
import { dailyPaper, releasePaper, sealPaper, transferPaper } from './measures.ts';

/** A document that goes out with a number of its own (文号). */
interface Numbered {
  /** Its series of numbers. */
  readonly kind: CaseDocument['kind'];
  readonly template: TemplateKind;
  readonly write: (input: PaperInput) => DocumentContent;
}

/** What becomes of a step on paper, where that has a number: its kind, and how it reads. */
export function numberedPaper(act: CaseAct): Numbered | null {
  switch (act.act) {
    case 'give-notice':
      return { kind: 'notice', template: 'notice', write: (input) => noticePaper(input, act) };
    case 'decide':
      return act.kind === 'withdrawn'
        ? null
        : {
            kind: 'decision',
            template: act.kind === 'no-penalty' ? 'no-penalty' : 'decision',
            write: (input) => decisionPaper(input, act),
          };
    case 'seal':
      return { kind: 'seal', template: 'seal', write: (input) => sealPaper(input, act) };
    case 'release-seal':
      return { kind: 'release', template: 'release', write: (input) => releasePaper(input, act) };
    case 'daily-notice':
      return { kind: 'daily-notice', template: 'daily-notice', write: (input) => dailyPaper(input, act) };
    case 'daily-decide':
      return { kind: 'daily-decision', template: 'daily-decision', write: (input) => dailyPaper(input, act) };
    case 'decide-transfer':
      if (act.approved === false) return null;
      return { kind: 'transfer', template: 'transfer', write: (input) => transferPaper(input, act) };
    default:
      return null;
  }
}
