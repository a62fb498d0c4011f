import type { DocumentContent } from '@tarim/documents';
import { ACT_FIELDS, type ActName, type CaseAct, type Field, type TemplateKind } from '../../contract.ts';
import { standingOf } from '../domain/file.ts';
import type { CaseRow } from '../sql/cases.ts';
import { filled, wordsIn } from '../words.ts';
import type { PaperInput } from './content.ts';
import { numberedPaper } from './numbered.ts';
import type { PaperWords } from './paper-words.ts';
import { filingPaper, stepPaper, volumePaper } from './step-paper.ts';

/** Days of the sample: the Code is in force on them. */
const ON = '2026-09-24';
const [ORDERED, RECHECKED, NOTICED] = ['2026-09-03', '2026-09-08', '2026-09-10'];
const FINE = 150_000;

/** A case that says of itself that it is none. */
const ROW: Omit<CaseRow, 'number'> = {
  id: 0,
  unitPath: '/',
  enterpriseId: null,
  leadId: null,
  visitId: null,
  party: { kind: 'organisation', name: '样例企业', code: '样例代码', address: '样例地址' },
  violation: '',
  cause: '样例案由',
  facts: '此处为违法事实（样例）。',
  actStart: '2026-08-20',
  actEnd: '2026-08-25',
  harm: false,
  range: { min: 100_000, max: 1_000_000, source: '样例条款' },
  handlers: [
    { name: '样例甲', certificate: '证 1' },
    { name: '样例乙', certificate: '证 2' },
  ],
  filedOn: '2026-09-01',
  filedBy: { userId: '', name: '样例甲' },
  state: 'investigating',
  fine: null,
  simulated: true,
  recordedAt: new Date(`${ON}T10:00:00+08:00`),
};

const SAMPLE = '（样例）';

function sampleOf(field: Field): unknown {
  switch (field.as) {
    case 'day':
      return ON;
    case 'yuan':
    case 'maybe-yuan':
      return FINE;
    case 'days':
      return 30;
    case 'months':
      return 3;
    case 'yes':
      return true;
    case 'members':
      return ['样例甲', '样例乙', '样例丙'].map((name) => ({ name, vote: 'for' }));
    case 'files':
      return [{ name: SAMPLE, sha256: '' }];
    case 'parts':
      return [{ due: ON, amount: FINE }];
    case 'one':
      return field.of[0];
    case 'many':
      return field.of.slice(0, 1);
    default:
      return SAMPLE;
  }
}

/** A step of any name with a sample in each of its fields; what a table advises stands in its result. */
function sampleAct<N extends ActName>(name: N, more: object = {}): Extract<CaseAct, { act: N }> {
  const fields = Object.fromEntries(ACT_FIELDS[name].map((field) => [field.name, sampleOf(field)]));
  const said =
    name === 'assess' ? { on: ON, result: { ...fields, chosen: [SAMPLE], steps: [SAMPLE] } } : fields;
  return { act: name, ...said, ...more } as unknown as Extract<CaseAct, { act: N }>;
}

const BY = { userId: '', name: '样例甲' };
const EARLIER: readonly CaseAct[] = [
  sampleAct('add-evidence'),
  sampleAct('order-correction', { on: ORDERED }),
  sampleAct('recheck', { on: RECHECKED, corrected: false }),
  sampleAct('give-notice', { on: NOTICED, deliveredOn: NOTICED }),
  sampleAct('record-statement', { adopted: false }),
  sampleAct('hold-hearing'),
];

/** The step that a kind of paper is of. */
function actOf(kind: Exclude<TemplateKind, 'file' | 'volume'>): CaseAct {
  switch (kind) {
    case 'notice':
      return sampleAct('give-notice');
    case 'decision':
      return sampleAct('decide', { kind: 'penalty' });
    case 'no-penalty':
      return sampleAct('decide', { kind: 'no-penalty', amount: 0, beside: [] });
    case 'not-transferred':
      return sampleAct('decide-transfer', { approved: false });
    case 'withdrawn':
      return sampleAct('decide', { kind: 'withdrawn', amount: 0, beside: [] });
    case 'release':
      return sampleAct('release-seal');
    case 'daily-decision':
      return sampleAct('daily-decide');
    case 'transfer':
      return sampleAct('decide-transfer', { approved: true });
    default:
      return sampleAct(kind);
  }
}

/** A daily fine stands on a decision, its own decision on its notice. */
function stepsBefore(kind: TemplateKind): readonly CaseAct[] {
  if (kind !== 'daily-notice' && kind !== 'daily-decision') return EARLIER;
  const decided = [...EARLIER, sampleAct('decide', { kind: 'penalty' }), sampleAct('deliver')];
  return kind === 'daily-notice'
    ? decided
    : [...decided, sampleAct('daily-notice'), sampleAct('record-statement', { adopted: false })];
}

/** 样例: a paper by a template that nobody has issued yet, of a case that does not exist; every page says so. */
export function samplePaper(
  kind: TemplateKind,
  words: PaperWords,
  { name, prefix }: { readonly name: string; readonly prefix: string },
): DocumentContent {
  const t = wordsIn('zh-CN');
  const numberOf = (format: string) => filled(format, { prefix, year: ON.slice(0, 4), serial: '×' });
  const caseNumber = numberOf(kind === 'file' ? words.number! : t('doc.caseNumber', KEPT));
  const steps = stepsBefore(kind).map((act, i) => ({ nth: i + 1, act, by: BY }));
  const input: PaperInput = {
    words,
    row: { ...ROW, number: caseNumber },
    steps,
    standing: standingOf(steps),
    compensation: null,
    number:
      kind === 'file' || kind === 'volume'
        ? caseNumber
        : words.number
          ? numberOf(words.number)
          : `${caseNumber}-×`,
    authority: name,
    violationTitle: '样例违法行为',
    on: ON,
    madeAt: `${ON}T10:00:00+08:00`,
  };
  return { ...writeSample(kind, input), simulated: t('doc.sample') };
}

/** Leaves the placeholders of a number where they are. */
const KEPT = { prefix: '{{prefix}}', year: '{{year}}', serial: '{{serial}}' };

function writeSample(kind: TemplateKind, input: PaperInput): DocumentContent {
  if (kind === 'file') return filingPaper(input);
  if (kind === 'volume') return volumePaper(input, [{ content: filingPaper(input), on: ON }]);
  const act = actOf(kind);
  const numbered = numberedPaper(act);
  return numbered ? numbered.write(input) : stepPaper(input, act, BY.name);
}
