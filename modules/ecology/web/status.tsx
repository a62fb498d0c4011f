import { urlOf } from '@tarim/platform/contract';
import {
  Figure,
  formatNumber,
  formatPercent,
  Page,
  QueryState,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { AreaMap } from '@tarim/ui/map';
import { Alert, Button, Segmented, Select, Slider, Tabs } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { importStatus, listStatus, METHODS, type Method, statusTemplate } from '../contract.ts';
import { SheetImport } from './sheet-import.tsx';
import { StatusForm } from './status-form.tsx';
import { CountyTable, RollupTable } from './status-tables.tsx';
import { UnitDrawer } from './unit-drawer.tsx';
import { boundsOf, colourOfGrade, GRADE_COLOURS, NOTHING, Simulated, type StatusAnswer } from './words.tsx';

type Shown = 'grade' | 'change';
/** Colours of a change from much better to much worse; a small one is white. */
const CHANGES = [
  { from: 4, colour: '#2a7d4f' },
  { from: 1, colour: '#a9d3a1' },
  { from: -1, colour: '#ffffff' },
  { from: -4, colour: '#eab08a' },
  { from: Number.NEGATIVE_INFINITY, colour: '#b3402c' },
] as const;
/** So many marks of years still have room beside each other. */
const MOST_MARKS = 12;

/** Ecological status of the counties (县域生态质量): map, ranking, change, roll-up, and where figures come in. */
export default function StatusPage(): ReactNode {
  const t = useText('ecology');
  const mayWrite = useMay('ecology.write');
  const [method, setMethod] = useState<Method>('EQI');
  const [year, setYear] = useState<number | undefined>();
  const [against, setAgainst] = useState<number | undefined>();
  const [shown, setShown] = useState<Shown>('grade');
  const [open, setOpen] = useState<string | null>(null);
  const [entering, setEntering] = useState(false);
  const query = useRouteQuery(listStatus, { query: { method, year, against } });
  const data = query.data;
  const choose = (next: Method) => {
    setMethod(next);
    setYear(undefined);
    setAgainst(undefined);
  };
  return (
    <Page
      title={t('status.title')}
      note={t(`method.${method}.note`)}
      extra={
        <>
          <Simulated when={data?.simulated ?? false} />
          {mayWrite ? (
            <Button type="primary" onClick={() => setEntering(true)}>
              {t('status.enter')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Segmented<Method>
          aria-label={t('status.method')}
          value={method}
          onChange={choose}
          options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
        />
        {data ? <Years data={data} onYear={setYear} onAgainst={setAgainst} /> : null}
        <Segmented<Shown>
          aria-label={t('status.shown')}
          value={shown}
          onChange={setShown}
          options={(['grade', 'change'] as const).map((value) => ({ value, label: t(`shown.${value}`) }))}
        />
      </div>
      <QueryState query={query}>
        {data && data.year === null ? <p className="muted">{t('status.none')}</p> : null}
        {data && data.year !== null ? (
          <>
            {data.rules.some((one) => one.confidence !== 'official-text') ? (
              <Alert
                type="warning"
                showIcon
                style={{ marginBottom: 12 }}
                title={t(`method.${method}.unverified`)}
              />
            ) : null}
            <Shares data={data} />
            <div className="grid side-by-side">
              <StatusMap data={data} shown={shown} onSelect={setOpen} />
              <div>
                <CountyTable data={data} onOpen={setOpen} />
              </div>
            </div>
          </>
        ) : null}
        <Tabs
          style={{ marginTop: 14 }}
          items={[
            {
              key: 'rollup',
              label: t('rollup.title'),
              children: data ? <RollupTable data={data} onOpen={setOpen} /> : null,
            },
            ...(mayWrite
              ? [
                  {
                    key: 'import',
                    label: t('status.import'),
                    children: (
                      <SheetImport
                        key={method}
                        def={importStatus}
                        query={{ method }}
                        template={urlOf(statusTemplate, { query: { method } })}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      </QueryState>
      <UnitDrawer code={open} method={method} year={data?.year ?? null} onClose={() => setOpen(null)} />
      {entering ? <StatusForm method={method} onClose={() => setEntering(false)} /> : null}
    </Page>
  );
}

/** The year on a slider, and the year it is held against. */
function Years({
  data,
  onYear,
  onAgainst,
}: {
  data: StatusAnswer;
  onYear: (year: number) => void;
  onAgainst: (year: number) => void;
}): ReactNode {
  const t = useText('ecology');
  if (data.year === null) return null;
  const ascending = data.years.toReversed();
  const slides = ascending.length > 1 && ascending.length <= MOST_MARKS;
  return (
    <>
      {slides ? (
        <span style={{ minWidth: 220, padding: '0 20px' }}>
          <Slider
            ariaLabelForHandle={t('status.year')}
            style={{ marginBlock: '4px 18px' }}
            min={ascending[0]}
            max={ascending.at(-1)}
            step={null}
            marks={Object.fromEntries(ascending.map((one) => [one, String(one)]))}
            value={data.year}
            onChange={onYear}
          />
        </span>
      ) : (
        <Select
          aria-label={t('status.year')}
          prefix={t('status.year')}
          value={data.year}
          onChange={onYear}
          options={data.years.map((one) => ({ value: one, label: String(one) }))}
        />
      )}
      <Select
        aria-label={t('status.against')}
        prefix={t('status.against')}
        style={{ width: 170 }}
        value={data.against ?? undefined}
        onChange={onAgainst}
        options={data.years
          .filter((one) => one !== data.year)
          .map((one) => ({ value: one, label: String(one) }))}
      />
    </>
  );
}

/** Counties of each grade, and their share of the area where all of them tell it. */
function Shares({ data }: { data: StatusAnswer }): ReactNode {
  const t = useText('ecology');
  const areaOf = (units: StatusAnswer['units']) => units.reduce((sum, one) => sum + (one.area ?? 0), 0);
  const whole = data.units.every((one) => one.area !== null) ? areaOf(data.units) : 0;
  const better = data.units.filter((one) => one.change?.direction === 'better').length;
  const worse = data.units.filter((one) => one.change?.direction === 'worse').length;
  return (
    <div className="figures">
      {data.grades.map(({ zh }) => {
        const own = data.units.filter((one) => one.grade === zh);
        return (
          <Figure
            key={zh}
            label={t(`grade.${zh}`)}
            value={own.length}
            hint={whole > 0 ? t('status.ofArea', { share: formatPercent(areaOf(own) / whole) }) : undefined}
          />
        );
      })}
      <Figure
        label={t('status.betterWorse')}
        value={data.against === null ? '—' : `${better} / ${worse}`}
        hint={data.against === null ? t('status.noAgainst') : t('status.than', { year: data.against })}
      />
      <Figure
        label={t('status.without')}
        value={data.without}
        tone={data.without > 0 ? 'warn' : 'good'}
        hint={t('status.withoutHint')}
      />
    </div>
  );
}

function StatusMap({
  data,
  shown,
  onSelect,
}: {
  data: StatusAnswer;
  shown: Shown;
  onSelect: (code: string) => void;
}): ReactNode {
  const t = useText('ecology');
  const areas = useMemo(
    () =>
      data.units.map((one) => ({
        code: one.code,
        colour:
          shown === 'grade'
            ? colourOfGrade(data.grades, one.grade)
            : one.change
              ? CHANGES.find(({ from }) => one.change!.difference >= from)!.colour
              : NOTHING,
      })),
    [data, shown],
  );
  return (
    <div>
      <AreaMap layer="county" areas={areas} height={480} onSelect={onSelect} />
      <div className="legend">
        {shown === 'grade'
          ? data.grades.map(({ zh }, at) => (
              <span key={zh}>
                <i style={{ background: GRADE_COLOURS[at] }} />
                {t(`grade.${zh}`)} {boundsOf(data.grades, at)}
              </span>
            ))
          : CHANGES.map(({ from, colour }, at) => (
              <span key={colour}>
                <i style={{ background: colour, border: '1px solid #9fb8b6' }} />
                {Number.isFinite(from)
                  ? `≥ ${formatNumber(from, 0)}`
                  : `< ${formatNumber(CHANGES[at - 1]!.from, 0)}`}
              </span>
            ))}
        <span className="muted">{t('status.mapHint')}</span>
      </div>
    </div>
  );
}
