import type { TemplateKind } from '../../contract.ts';
import type { Key } from '../words.ts';

/** A text of a paper that an office may reword: its words as delivered are those of the catalogue. */
interface BlockSpec {
  readonly key: Key;
  readonly role: 'heading' | 'text';
  readonly optional?: true;
  /** Terms and remedies: of each group one has to stay, or the paper would tell another term than the law has. */
  readonly keeps?: readonly (readonly string[])[];
}

export interface KindSpec {
  readonly title: Key;
  readonly blocks: readonly BlockSpec[];
  readonly signature: readonly Key[];
  /** What the lines of signature have to show: who orders something says so with seal and day (行政处罚法 59). */
  readonly signs: readonly string[];
  readonly number: Key | null;
}

const heading = (key: Key): BlockSpec => ({ key, role: 'heading' });
const text = (key: Key): BlockSpec => ({ key, role: 'text' });
const legal = (key: Key, ...keeps: readonly (readonly string[])[]): BlockSpec => ({
  key,
  role: 'text',
  keeps,
});
const optional = (spec: BlockSpec): BlockSpec => ({ ...spec, optional: true });

const FIVE_DAYS = ['五个工作日', '5个工作日', '5 个工作日'];
const FACTS = [heading('doc.facts'), text('doc.factsText')];
const EVIDENCE = heading('doc.evidence');
const DEFENCE = legal('doc.defenceRight', FIVE_DAYS, ['陈述'], ['申辩']);
const HEARING = legal('doc.hearingRight', FIVE_DAYS, ['听证']);
const NO_HEARING = optional(text('doc.noHearing'));
const COMPENSATION = [text('doc.compensationAgreed'), text('doc.compensationDone')];
const TREATED = [
  heading('doc.treated'),
  text('doc.noticed'),
  text('doc.waived'),
  text('doc.statementAdopted'),
  text('doc.statementNot'),
  text('doc.hearingHeld'),
  text('doc.noStatement'),
];
const PERFORMANCE = [
  heading('doc.performance'),
  legal('doc.performanceText', ['十五日', '15日', '15 日'], ['百分之三', '3%', '3 %']),
];
const REMEDIES = [
  heading('doc.remedies'),
  legal(
    'doc.remediesText',
    ['六十日', '60日', '60 日'],
    ['行政复议'],
    ['六个月', '6个月', '6 个月'],
    ['行政诉讼'],
  ),
];

const OUT = {
  signature: ['doc.signed', 'doc.signedOn'],
  signs: ['authority', 'day'],
} as const satisfies Partial<KindSpec>;
const INSIDE = {
  signature: ['paper.handlerSigns', 'paper.headSigns'],
  signs: [],
} as const satisfies Partial<KindSpec>;

/** What a step is told by inside the office; the party signs some, too. */
const record = (title: Key, more: Partial<KindSpec> = {}): KindSpec => ({
  title,
  blocks: [],
  number: null,
  ...INSIDE,
  ...more,
});
const countersigned = (title: Key): KindSpec =>
  record(title, { signature: ['paper.partySigns', ...INSIDE.signature] });
/** What goes out without a number of its own: the facts of the case may stand before it. */
const letter = (title: Key, blocks: readonly BlockSpec[] = []): KindSpec => ({
  title,
  blocks: [optional(heading('doc.facts')), text('doc.factsText'), ...blocks],
  number: null,
  ...OUT,
});

export const KINDS: Readonly<Record<TemplateKind, KindSpec>> = {
  file: { ...record('paper.file', { blocks: FACTS }), number: 'doc.caseNumber' },
  notice: {
    title: 'doc.noticeTitle',
    number: 'doc.noticeNumber',
    ...OUT,
    blocks: [
      ...FACTS,
      optional(EVIDENCE),
      heading('doc.proposal'),
      text('doc.proposalText'),
      text('doc.andBeside'),
      text('doc.discretionText'),
      ...COMPENSATION,
      heading('doc.rights'),
      DEFENCE,
      HEARING,
      NO_HEARING,
    ],
  },
  decision: {
    title: 'doc.decisionTitle',
    number: 'doc.decisionNumber',
    ...OUT,
    blocks: [
      ...FACTS,
      EVIDENCE,
      ...TREATED,
      heading('doc.decision'),
      text('doc.decisionText'),
      text('doc.andBeside'),
      text('doc.discretionText'),
      ...COMPENSATION,
      ...PERFORMANCE,
      ...REMEDIES,
    ],
  },
  'no-penalty': {
    title: 'doc.noPenaltyTitle',
    number: 'doc.decisionNumber',
    ...OUT,
    blocks: [...FACTS, EVIDENCE, ...TREATED, heading('doc.decision'), text('doc.noPenaltyText'), ...REMEDIES],
  },
  'daily-notice': {
    title: 'doc.daily-noticeTitle',
    number: 'doc.daily-noticeNumber',
    ...OUT,
    blocks: [
      ...FACTS,
      heading('doc.dailyProposal'),
      text('doc.dailyText'),
      text('doc.dailyReasons'),
      heading('doc.rights'),
      DEFENCE,
      HEARING,
      NO_HEARING,
    ],
  },
  'daily-decision': {
    title: 'doc.daily-decisionTitle',
    number: 'doc.daily-decisionNumber',
    ...OUT,
    blocks: [
      ...FACTS,
      ...TREATED,
      heading('doc.dailyDecision'),
      text('doc.dailyText'),
      text('doc.dailyReasons'),
      ...PERFORMANCE,
      ...REMEDIES,
    ],
  },
  seal: {
    title: 'doc.sealTitle',
    number: 'doc.sealNumber',
    ...OUT,
    blocks: [
      ...FACTS,
      heading('doc.decision'),
      text('doc.sealText'),
      legal('doc.sealTerm', ['三十日', '30日', '30 日']),
      heading('doc.remedies'),
      legal('doc.sealRights', ['陈述'], ['申辩']),
      REMEDIES[1]!,
    ],
  },
  release: {
    title: 'doc.releaseTitle',
    number: 'doc.releaseNumber',
    ...OUT,
    blocks: [heading('doc.decision'), text('doc.releaseText')],
  },
  transfer: {
    title: 'doc.transferTitle',
    number: 'doc.transferNumber',
    ...OUT,
    blocks: [
      ...FACTS,
      heading('doc.decision'),
      text('doc.transferText'),
      heading('doc.transferMaterials'),
      text('doc.transferMaterialsText'),
    ],
  },
  'add-evidence': record('paper.add-evidence'),
  'order-correction': letter('paper.order-correction', REMEDIES),
  recheck: countersigned('paper.recheck'),
  'finish-investigation': record('paper.finish-investigation'),
  review: record('paper.review'),
  assess: record('paper.assess'),
  'record-waiver': countersigned('paper.record-waiver'),
  'record-statement': countersigned('paper.record-statement'),
  'request-hearing': countersigned('paper.request-hearing'),
  'hold-hearing': countersigned('paper.hold-hearing'),
  'legal-review': record('paper.legal-review'),
  discuss: record('paper.discuss'),
  withdrawn: record('paper.decide'),
  deliver: countersigned('paper.deliver'),
  defer: letter('paper.defer'),
  'screen-crime': record('paper.screen-crime'),
  pay: record('paper.pay'),
  'pay-late': record('paper.pay-late'),
  'remit-late': record('paper.remit-late'),
  demand: letter('paper.demand', [
    legal('paper.demandText', ['十个工作日', '10个工作日', '10 个工作日'], ['陈述'], ['申辩']),
  ]),
  'apply-court': letter('paper.apply-court'),
  pause: record('paper.pause'),
  extend: record('paper.extend'),
  'begin-test': letter('paper.begin-test'),
  'end-test': letter('paper.end-test'),
  'extend-seal': letter('paper.extend-seal'),
  'limit-production': letter('paper.limit-production', REMEDIES),
  'file-plan': record('paper.file-plan'),
  'lift-limit': letter('paper.lift-limit'),
  'not-transferred': record('paper.not-transferred'),
  'hand-over': record('paper.hand-over'),
  'record-answer': record('paper.record-answer'),
  publish: record('paper.publish'),
  'apply-repair': record('paper.apply-repair'),
  overturn: letter('paper.overturn'),
  'withdraw-publication': letter('paper.withdraw-publication'),
  'decide-repair': letter('paper.decide-repair'),
  close: record('paper.close'),
  volume: record('paper.volume', { signature: [] }),
};
