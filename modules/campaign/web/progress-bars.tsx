import { useText } from '@tarim/ui';
import { Flex, Progress, Statistic } from 'antd';
import type { ReactNode } from 'react';
import type { CampaignDetail } from '../contract.ts';
import { percent, ResultTag } from './words.tsx';

/** Key figures, a bar a unit, results by code, and items that were found wanting. */
export function ProgressBars({ one }: { one: CampaignDetail }): ReactNode {
  const t = useText('campaign');
  const { progress } = one;
  const units = progress.units.filter(({ objects }) => objects > 0);
  return (
    <Flex vertical gap={16}>
      <Flex gap={40} wrap>
        {(['objects', 'done', 'problems', 'open'] as const).map((key) => (
          <Statistic key={key} title={t(`field.${key}`)} value={progress[key]} />
        ))}
      </Flex>
      <section aria-label={t('report.byUnit')}>
        {units.map((unit) => (
          <Flex key={unit.unitPath} gap={12} align="center">
            <span style={{ width: 200 }}>{unit.name}</span>
            <Progress
              aria-label={`${t('field.progress')} ${unit.name}`}
              percent={percent(unit.done, unit.objects)}
              format={() => `${unit.done} / ${unit.objects}`}
              style={{ flex: 1, minWidth: 120 }}
            />
            <span className="muted" style={{ width: 170 }}>
              {t('field.problems')} {unit.problems} · {t('field.open')} {unit.open}
            </span>
          </Flex>
        ))}
      </section>
      <Flex gap={32} wrap align="flex-start">
        <section>
          <b>{t('progress.results')}</b>
          <Flex gap={8} wrap style={{ marginTop: 8 }}>
            {progress.results.map(({ result, objects }) => (
              <span key={result}>
                <ResultTag result={result} />
                {objects}
              </span>
            ))}
          </Flex>
        </section>
        <section style={{ flex: '1 1 320px' }}>
          <b>{t('progress.items')}</b>
          {progress.items.map(({ key, title, objects }) => (
            <Flex key={key} gap={12} align="center">
              <span style={{ width: 180 }}>{title}</span>
              <Progress
                size="small"
                status="exception"
                aria-label={title}
                percent={percent(objects, progress.done)}
                format={() => String(objects)}
                style={{ flex: 1 }}
              />
            </Flex>
          ))}
        </section>
      </Flex>
    </Flex>
  );
}
