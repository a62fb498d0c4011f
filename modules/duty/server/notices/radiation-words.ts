import type { FindingFacts } from '@tarim/radnet/queries';
import type { AlarmFacts } from '@tarim/tracking/queries';
import en from '../../i18n/en.json' with { type: 'json' };
import zh from '../../i18n/zh-CN.json' with { type: 'json' };

type Key = keyof typeof zh;
/** Letters have both languages: the first of the platform on top, the other below. */
const both = (key: Key): { readonly zh: string; readonly en: string } => ({
  zh: zh[key],
  en: (en as Readonly<Record<Key, string>>)[key],
});

interface Words {
  /** Without severity and mark of simulation. */
  readonly headline: string;
  readonly body: string;
}

const simulatedLine = (simulated: boolean): string[] =>
  simulated ? [`${both('letter.simulated').zh} ${both('letter.simulated').en}`] : [];

export function wordsOfTracking(alarm: AlarmFacts, unitName: string): Words {
  const kind = both(`mobile.${alarm.kind}`);
  return {
    headline: `${alarm.terminalName} ${kind.zh}`,
    body: [
      `放射源：${alarm.terminalName}（${alarm.owner}）`,
      `行政区：${unitName}`,
      alarm.explanation.zh,
      ...(alarm.first ? [`先做：${alarm.first.zh}`] : []),
      `报警编号：${alarm.id}`,
      `${kind.en}. ${alarm.explanation.en}${alarm.first ? ` First: ${alarm.first.en}.` : ''}`,
      ...simulatedLine(alarm.simulated),
    ].join('\n'),
  };
}

export function wordsOfFinding(finding: FindingFacts, unitName: string): Words {
  const kind = both(`gamma.${finding.kind}`);
  return {
    headline: `${finding.pointName} ${kind.zh}`,
    body: [
      `站点：${finding.pointName}`,
      `行政区：${unitName}`,
      finding.explanation.zh,
      `发现编号：${finding.id}`,
      `${kind.en}. ${finding.explanation.en}`,
      ...simulatedLine(finding.simulated),
    ].join('\n'),
  };
}

/** `（模拟）【严重】一号站 …` */
export function subjectOf(
  severity: 'info' | 'warning' | 'critical',
  headline: string,
  simulated: boolean,
): string {
  return `${simulated ? '（模拟）' : ''}【${zh[`severity.${severity}`]}】${headline}`;
}
