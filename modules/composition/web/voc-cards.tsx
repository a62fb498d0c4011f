import type { Text } from '@tarim/ui';
import { formatNumber } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { Components } from './voc.tsx';
import { diurnalChart, ofpChart, pieChart, scatterChart, stackChart, topOfp } from './voc-charts.ts';
import { useSpeciesName } from './words.tsx';

/** Groups over time, shares, the greatest of the OFP, the day, toluene against benzene, ratios. */
export function VocCharts({ data, t }: { data: Components; t: Text }): ReactNode {
  const nameOf = useSpeciesName();
  const groups = useMemo(() => data.groups.map((one) => one.group), [data]);
  const stack = useMemo(() => stackChart(t, groups, data.series, data.grain, data.unit), [t, groups, data]);
  const top = useMemo(() => topOfp(data.species), [data]);
  const ofp = useMemo(() => ofpChart(top, nameOf), [top, nameOf]);
  const diurnal = useMemo(() => diurnalChart(t, groups, data.diurnal, data.unit), [t, groups, data]);
  const scatter = useMemo(() => scatterChart(t, data.series), [t, data]);
  const cell = (value: number | null) => formatNumber(value, 2);
  return (
    <>
      <div className="card composition-wide">
        <h4>{t('voc.stack')}</h4>
        <Chart option={stack} height={320} label={t('voc.stack')} />
      </div>
      <div className="grid composition-two">
        <Shares t={t} data={data} />
        <div className="card">
          <h4>{t('voc.top')}</h4>
          <Chart
            option={ofp}
            height={300}
            label={t('voc.top')}
            table={{
              head: [t('species'), 'OFP (µg/m³)'],
              rows: top.map((one) => [nameOf(one), cell(one.ofp)]),
            }}
          />
        </div>
        <div className="card">
          <h4>{t('voc.diurnal')}</h4>
          <Chart
            option={diurnal}
            height={300}
            label={t('voc.diurnal')}
            table={{
              head: [t('hourOfDay'), ...groups.map((group) => t(`group.${group}`))],
              rows: data.diurnal.map((one) => [one.hour, ...one.groups.map(cell)]),
            }}
          />
        </div>
        <div className="card">
          <h4>{t('voc.scatter')}</h4>
          <Chart option={scatter} height={300} label={t('voc.scatter')} />
        </div>
      </div>
      <Ratios t={t} data={data} />
    </>
  );
}

function Shares({ data, t }: { data: Components; t: Text }): ReactNode {
  const [of, setOf] = useState<'share' | 'ofpShare'>('share');
  const option = useMemo(() => pieChart(t, data.groups, of), [t, data, of]);
  return (
    <div className="card">
      <div className="composition-head">
        <h4>{t('voc.shares')}</h4>
        <Segmented<'share' | 'ofpShare'>
          size="small"
          aria-label={t('voc.shares')}
          value={of}
          onChange={setOf}
          options={[
            { value: 'share', label: t('voc.byVolume') },
            { value: 'ofpShare', label: t('voc.byOfp') },
          ]}
        />
      </div>
      <Chart option={option} height={290} label={t('voc.shares')} />
    </div>
  );
}

function Ratios({ data, t }: { data: Components; t: Text }): ReactNode {
  return (
    <div className="card composition-wide">
      <h4>{t('voc.ratios')}</h4>
      <div className="composition-ratios">
        {data.ratios.map((one) => (
          <div key={one.name}>
            <span>{t(`ratio.${one.name}`)}</span>
            <b>{formatNumber(one.value, 2)}</b>
            <small>{one.hint ? t(`hint.${one.hint}`) : t('voc.noRatio')}</small>
          </div>
        ))}
      </div>
      <p className="muted" style={{ marginBottom: 0 }}>
        {t('voc.ratiosAbout')}
      </p>
    </div>
  );
}
