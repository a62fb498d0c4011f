import { energyMean, roundHalfEven, type Step } from '@tarim/science';
import { type JudgedValue, type Judgement, judgeTask, type Site, worse } from './judge-task.ts';
import { samplesOf } from './samples-of.ts';

/** A visit to a site, or a mean of its station, with what it came to by itself. */
export interface MediumVisit {
  /** Chooses the edition of the standard, epoch ms. */
  readonly time: number;
  readonly day: string;
  readonly values: readonly JudgedValue[];
}

/** `newest` of the period; the `worst-visit` of it; levels of noise as one, an `energy-mean`. */
export type PeriodMethod = 'newest' | 'worst-visit' | 'energy-mean';

export interface PeriodJudgement extends Judgement {
  readonly method: PeriodMethod;
  /** Place of the visit that decides; null: all of them do. */
  readonly deciding: number | null;
}

/** Grades of soil from good to bad; agricultural land and land for development side by side. */
const SOIL = [
  '优先保护类',
  '风险一般可忽略',
  '安全利用类',
  '应开展详细调查与风险评估',
  '严格管控类',
  '应采取风险管控或修复措施',
];

const NOISE_RULE = 'HJ 640-2012 等效声级能量平均（凭记忆）';

export const judgeVisit = (site: Site, { time, values }: MediumVisit): Judgement =>
  judgeTask(site, time, samplesOf(values));

/**
 * A site over a period. Groundwater: each result is classed by itself and the worst class stands (GB/T 14848-2017 6.3 takes the
 * worst of single results). Soil: limits go by the pH of the sample, so that no mean of samples has one; the worst stands.
 * Noise: the levels of the visits are averaged by energy, day and night for themselves.
 * @param visits oldest first, at least one
 */
export function judgePeriod(
  site: Site,
  visits: readonly MediumVisit[],
  basis: 'latest' | 'period',
): PeriodJudgement {
  const last = visits.length - 1;
  if (basis === 'latest') return { ...judgeVisit(site, visits[last]!), method: 'newest', deciding: last };
  if (site.kind === 'noise') return noisePeriod(site, visits);
  const judged = visits.map((one) => judgeVisit(site, one));
  const isWorse = (a: string | null, b: string | null) => {
    if (a === null || b === null) return a !== null;
    return site.kind === 'soil' ? SOIL.indexOf(a) > SOIL.indexOf(b) : worse(a, b);
  };
  let at = 0;
  judged.forEach((one, i) => {
    if (isWorse(one.grade, judged[at]!.grade)) at = i;
  });
  const { finding, ...worst } = judged[at]!;
  const steps: Step[] = visits.map(({ day }, i) => ({
    of: day,
    rule: rulesOf(judged[i]!),
    formula: judged[i]!.exceeding.map((one) => one.item).join('、') || '—',
    result: judged[i]!.grade,
  }));
  return {
    ...worst,
    exceeding: worstExceeding(judged),
    finding: finding && {
      ...finding,
      steps: [
        ...steps,
        { of: '时段', rule: rulesOf(judged[at]!), formula: `max(${visits.length})`, result: worst.grade },
        ...finding.steps,
      ],
    },
    method: 'worst-visit',
    deciding: at,
  };
}

const rulesOf = ({ finding }: Judgement) => finding?.rules.map((one) => one.standard).join('、') ?? '';

/** Each item that exceeded at any visit, with the largest multiple it had. */
function worstExceeding(judged: readonly Judgement[]): Judgement['exceeding'] {
  const most = new Map<string, number | null>();
  for (const { item, multiple } of judged.flatMap((one) => one.exceeding)) {
    const so = most.get(item);
    most.set(
      item,
      so === undefined || so === null ? multiple : multiple === null ? so : Math.max(so, multiple),
    );
  }
  return [...most].map(([item, multiple]) => ({ item, multiple }));
}

function noisePeriod(site: Site, visits: readonly MediumVisit[]): PeriodJudgement {
  const steps: Step[] = [];
  const values = (['Ld', 'Ln'] as const).flatMap((item): JudgedValue[] => {
    const levels = visits.flatMap(({ values: all }) => all.find((one) => one.item === item)?.value ?? []);
    const mean = energyMean(levels);
    if (mean === null) return [];
    const value = roundHalfEven(mean, 1);
    steps.push({
      of: item,
      rule: NOISE_RULE,
      formula: `10·lg(mean(10^(L/10))), L = ${levels.join(', ')}`,
      result: value,
    });
    return [{ item, value, detectionLimit: null, unit: 'dB(A)' }];
  });
  const judged = judgeTask(site, visits.at(-1)!.time, [values]);
  return {
    ...judged,
    finding: judged.finding && { ...judged.finding, steps: [...steps, ...judged.finding.steps] },
    method: 'energy-mean',
    deciding: null,
  };
}
