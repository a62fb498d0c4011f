import { Link, useParams } from '@tanstack/react-router';
import { type Static, urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Button, Descriptions, Steps, Timeline } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  getEvidence,
  getOutfall,
  OUTFALL_STATES,
  type OutfallResult,
  type OutfallStep,
} from '../contract.ts';
import { OutfallActions } from './outfall-actions.tsx';
import { OutfallForm } from './outfall-form.tsx';
import { OVERDUE, Simulated, STATE_COLOURS, StateTag } from './words.tsx';

export type OutfallDetail = Static<NonNullable<typeof getOutfall.response>>;

/** One outfall: what the register says, how it came so far, what was measured, and what may be done next. */
export default function OutfallPage(): ReactNode {
  const t = useText('sources');
  const unitName = useUnitName();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getOutfall, { params: { id } });
  const [edit, setEdit] = useState(false);
  const detail = query.data;
  const unit = detail?.outfall.unitPath;
  const mayEdit = useMay()('sources.write', unit);
  const points = useMemo(() => (detail ? [pointOf(detail)] : []), [detail]);
  if (!detail) return <QueryState query={query}>{null}</QueryState>;
  const { outfall } = detail;
  return (
    <Page
      title={`${outfall.name} · ${outfall.code}`}
      note={
        <>
          <StateTag state={outfall.state} overdue={outfall.overdue} />
          <Simulated when={outfall.simulated} />
          <Link to={'/sources/outfalls' as string}>{t('outfalls.title')}</Link>
        </>
      }
      extra={
        <>
          {mayEdit ? <Button onClick={() => setEdit(true)}>{t('outfalls.edit')}</Button> : null}
          <OutfallActions detail={detail} />
        </>
      }
    >
      <div className="card" style={{ marginBottom: 14 }}>
        <Steps
          responsive={false}
          size="small"
          current={OUTFALL_STATES.indexOf(outfall.state)}
          items={OUTFALL_STATES.map((state) => ({ title: t(`step.${state}`) }))}
        />
      </div>
      <div className="grid cards-320">
        <div className="card">
          <h4>{t('outfall.register')}</h4>
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'w', label: t('outfall.water'), children: outfall.water },
              { key: 'k', label: t('outfall.kind'), children: t(`kind.${outfall.kind}`) },
              { key: 'u', label: t('unit'), children: unitName(outfall.unitPath, 'line') },
              { key: 's', label: t('outfall.size'), children: outfall.size ?? '—' },
              { key: 'o', label: t('outfall.owner'), children: outfall.ownerName ?? '—' },
              { key: 'f', label: t('outfall.foundOn'), children: outfall.foundOn },
              {
                key: 'p',
                label: t('outfall.place'),
                children: `${outfall.lon.toFixed(5)}, ${outfall.lat.toFixed(5)}`,
              },
            ]}
          />
        </div>
        <div className="card">
          <h4>{t('outfall.treatment')}</h4>
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'r', label: t('outfall.responsible'), children: outfall.responsible ?? '—' },
              {
                key: 't',
                label: t('outfall.treatmentKind'),
                children: outfall.treatment ? t(`treatment.${outfall.treatment}`) : '—',
              },
              { key: 'm', label: t('outfall.measure'), children: outfall.measure ?? '—' },
              { key: 'b', label: t('outfall.treatmentBy'), children: outfall.treatmentBy ?? '—' },
              {
                key: 'd',
                label: t('outfall.deadline'),
                children: (
                  <span style={outfall.overdue ? { color: OVERDUE, fontWeight: 600 } : undefined}>
                    {outfall.deadline ?? '—'}
                  </span>
                ),
              },
              { key: 'n', label: t('outfall.doneOn'), children: outfall.doneOn ?? '—' },
            ]}
          />
        </div>
        <PointMap points={points} height={270} onSelect={() => undefined} />
      </div>
      <div className="grid side-by-side" style={{ marginTop: 14 }}>
        <div className="card">
          <h4>{t('outfall.timeline')}</h4>
          <Timeline
            items={detail.steps.map((step) => ({
              color: step.act === 'return' ? OVERDUE : STATE_COLOURS[step.to],
              content: <StepText outfallId={id} step={step} />,
            }))}
          />
        </div>
        <Results results={detail.results} taskId={detail.taskId} />
      </div>
      {edit ? <OutfallForm outfall={outfall} onClose={() => setEdit(false)} /> : null}
    </Page>
  );
}

const pointOf = ({ outfall }: OutfallDetail) => ({
  id: outfall.id,
  lon: outfall.lon,
  lat: outfall.lat,
  colour: outfall.overdue ? OVERDUE : STATE_COLOURS[outfall.state],
  title: outfall.name,
});

const SHOWN = [
  'sampledOn',
  'results',
  'taskId',
  'responsible',
  'basis',
  'treatment',
  'measure',
  'deadline',
  'doneOn',
  'note',
];

function StepText({ outfallId, step }: { outfallId: number; step: OutfallStep }): ReactNode {
  const t = useText('sources');
  const parts = Object.entries(step.detail).filter(
    ([key, value]) => SHOWN.includes(key) && value !== null && value !== 0 && step.act !== 'correct',
  );
  const shown = (key: string, value: string | number | null) =>
    key === 'treatment' ? t(`treatment.${value}`) : String(value);
  return (
    <>
      <strong>{t(`act.${step.act}`)}</strong>
      {step.act === 'return' ? ` → ${t(`state.${step.to}`)}` : ''} · {step.by} ·{' '}
      {formatTime(step.at, 'full').slice(0, 16)}
      {step.reason ? <div>{step.reason}</div> : null}
      {parts.map(([key, value]) => (
        <div key={key} className="muted">
          {t(`detail.${key}`)}：{shown(key, value)}
        </div>
      ))}
      {step.act === 'correct' ? (
        <div className="muted">
          {Object.keys(step.detail)
            .map((key) => t(`detail.${key}`))
            .join('、')}
        </div>
      ) : null}
      {step.evidence.map((sha256) => (
        <a
          key={sha256}
          href={urlOf(getEvidence, { id: outfallId, sha256 })}
          target="_blank"
          rel="noreferrer"
          style={{ marginInlineEnd: 10 }}
        >
          {t('outfall.evidence')} <code>{sha256.slice(0, 8)}</code>
        </a>
      ))}
    </>
  );
}

function Results({
  results,
  taskId,
}: {
  results: readonly OutfallResult[];
  taskId: number | null;
}): ReactNode {
  const t = useText('sources');
  return (
    <div className="card">
      <h4>{t('outfall.results')}</h4>
      {taskId === null ? null : (
        <p>
          <Link to={`/monitoring/tasks/${taskId}` as string}>{t('outfall.task', { id: taskId })}</Link>
        </p>
      )}
      <DataTable<OutfallResult>
        name={t('outfall.results')}
        rowKey={(row) => `${row.sampledOn}${row.item}${row.value}`}
        stack={false}
        pagination={{ pageSize: 14, hideOnSinglePage: true }}
        locale={{ emptyText: t('outfall.noResults') }}
        dataSource={results as OutfallResult[]}
        columns={[
          { title: t('detail.sampledOn'), dataIndex: 'sampledOn' },
          { title: t('result.item'), dataIndex: 'item' },
          {
            title: t('result.value'),
            value: (row) => (row.below ? `<${row.detectionLimit}` : row.value),
            render: (_, row) =>
              row.below ? (
                <span title={t('result.below')}>{`<${row.detectionLimit}`}</span>
              ) : (
                String(row.value)
              ),
          },
          { title: t('result.unit'), dataIndex: 'unit' },
        ]}
      />
    </div>
  );
}
