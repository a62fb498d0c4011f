import { Link } from '@tanstack/react-router';
import { listPoints } from '@tarim/registry/contract';
import { formatTime, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Descriptions, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  CAUSES,
  previewDispatch,
  SEVERITIES,
  SOURCE_KINDS,
  type SourceKind,
  type TaskSeverity,
} from '../contract.ts';

/** 预览: which body would get what of a point, by the rules that hold now. Nothing is sent. */
export function RulePreview(): ReactNode {
  const t = useText('supervision');
  const [q, setQ] = useState('');
  const [pointId, setPointId] = useState<number | undefined>();
  const [source, setSource] = useState<SourceKind>('alarm');
  const [cause, setCause] = useState<string>('exceedance');
  const [severity, setSeverity] = useState<TaskSeverity>('critical');
  const [ratio, setRatio] = useState<number | null>(null);
  const points = useRouteQuery(listPoints, { query: { q: q.trim() || undefined, limit: 50 } });
  const query = { pointId, source, cause, severity, ratio: ratio ?? undefined };
  const preview = useRouteQuery(previewDispatch, { query }, { enabled: pointId !== undefined });
  return (
    <div className="card">
      <div className="filters">
        <Select<number>
          showSearch={{ filterOption: false, onSearch: setQ }}
          allowClear
          aria-label={t('field.point')}
          placeholder={t('preview.point')}
          style={{ width: 280 }}
          value={pointId}
          onChange={setPointId}
          options={(points.data?.points ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        <Select
          aria-label={t('field.source')}
          value={source}
          onChange={setSource}
          options={SOURCE_KINDS.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
        <Select
          aria-label={t('field.cause')}
          value={cause}
          onChange={setCause}
          options={CAUSES.map((value) => ({ value, label: t(`cause.${value}`) }))}
        />
        <Select
          aria-label={t('field.severity')}
          value={severity}
          onChange={setSeverity}
          options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
        />
        <InputNumber
          aria-label={t('rules.minRatio')}
          placeholder={t('preview.ratio')}
          min={0}
          max={1_000}
          value={ratio}
          onChange={setRatio}
        />
      </div>
      {pointId === undefined || !preview.data ? (
        <p className="muted">{t('preview.hint')}</p>
      ) : (
        <Result preview={preview.data} />
      )}
    </div>
  );
}

function Result({
  preview,
}: {
  preview: {
    rule: { name: string; version: number } | null;
    suppressed: boolean;
    unitPath: string | null;
    bodyName: string | null;
    role: string | null;
    verification: string | null;
    due: string | null;
    openTaskId: number | null;
  };
}): ReactNode {
  const t = useText('supervision');
  const unitName = useUnitName();
  if (!preview.rule) return <p>{t('preview.noRule')}</p>;
  const rule = t('task.ruleVersion', { name: preview.rule.name, n: preview.rule.version });
  if (preview.suppressed) return <p>{t('preview.suppressed', { rule })}</p>;
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          { key: 'b', label: t('field.body'), children: <strong>{preview.bodyName}</strong> },
          {
            key: 'u',
            label: t('field.unit'),
            children: preview.unitPath ? unitName(preview.unitPath, 'line') : '—',
          },
          { key: 'r', label: t('task.rule'), children: rule },
          { key: 'o', label: t('field.role'), children: t(`role.${preview.role}`) },
          { key: 'v', label: t('field.verification'), children: t(`verification.${preview.verification}`) },
          { key: 'd', label: t('preview.due'), children: formatTime(preview.due, 'full') },
        ]}
      />
      {preview.openTaskId ? (
        <p>
          <Link to={`/supervision/tasks/${preview.openTaskId}` as string}>
            {t('preview.joins', { id: preview.openTaskId })}
          </Link>
        </p>
      ) : null}
    </>
  );
}
