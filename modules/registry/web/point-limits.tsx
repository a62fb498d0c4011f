import { formatBounds, unitText, useRouteMutation, useText } from '@tarim/ui';
import { Button, Input, Modal, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Limit, updateLimit } from '../contract.ts';
import { confidenceKey } from './confidence.ts';
import { today } from './form-values.ts';
import { LimitForm } from './limit-form.tsx';
import type { PointTab } from './point-drawer.tsx';
import { useFactors } from './use-factors.ts';

/** Limits of a point with their time of force. What changes is ended and another added; a slip of the pen is corrected. */
export function PointLimits({ detail, writable }: PointTab): ReactNode {
  const t = useText('registry');
  const { known, nameOf } = useFactors();
  const [editing, setEditing] = useState<Limit | 'new' | null>(null);
  const [ending, setEnding] = useState<Limit | null>(null);
  const unitOf = (code: string) => detail.parameters.find((one) => one.code === code)?.unit;
  return (
    <>
      <div className="table-scroll">
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 840 }}
          dataSource={detail.limits}
          locale={{ emptyText: t('limits.none') }}
          columns={[
            {
              title: t('limits.factor'),
              render: (_, row) => {
                const factor = known(row.code);
                return (
                  <>
                    <span className="cell-nowrap">{factor ? nameOf(factor) : row.code}</span>
                    <br />
                    <small className="muted mono">{row.code}</small>
                  </>
                );
              },
            },
            { title: t('field.basis'), render: (_, row) => t(`value.${row.basis}`) },
            {
              title: t('field.measure'),
              render: (_, row) => (
                <>
                  <span className="cell-nowrap">{t(`value.${row.measure}`)}</span>
                  {row.measure === 'converted' && row.referenceO2 != null ? (
                    <>
                      <br />
                      <small className="muted cell-nowrap">{t('limits.atO2', { o2: row.referenceO2 })}</small>
                    </>
                  ) : null}
                </>
              ),
            },
            {
              title: t('limits.limit'),
              render: (_, row) => (
                <span className="cell-nowrap">
                  {formatBounds(row.lower, row.upper)} {unitText(row.unit ?? unitOf(row.code))}
                </span>
              ),
            },
            { title: t('field.standard'), render: (_, row) => <Source limit={row} /> },
            { title: t('limits.inForce'), render: (_, row) => <InForce limit={row} /> },
            ...(writable
              ? [
                  {
                    title: '',
                    render: (_: unknown, row: Limit) => (
                      <div className="form-actions">
                        <Button size="small" onClick={() => setEditing(row)}>
                          {t('limits.correct')}
                        </Button>
                        {row.effectiveTo ? null : (
                          <Button size="small" onClick={() => setEnding(row)}>
                            {t('limits.end')}
                          </Button>
                        )}
                      </div>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {writable ? (
        <Button type="primary" style={{ marginTop: 12 }} onClick={() => setEditing('new')}>
          {t('limits.add')}
        </Button>
      ) : null}
      {editing ? (
        <LimitForm
          limit={editing === 'new' ? null : editing}
          detail={detail}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {ending ? <EndLimit limit={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

function Source({ limit }: { readonly limit: Limit }): ReactNode {
  const t = useText('registry');
  const key = confidenceKey(limit.confidence);
  const more = [limit.clause, limit.source, key ? t(key) : limit.confidence].filter(Boolean).join(' · ');
  return (
    <>
      {limit.standard}
      {more ? (
        <>
          <br />
          <small className="muted">{more}</small>
        </>
      ) : null}
    </>
  );
}

function InForce({ limit }: { readonly limit: Limit }): ReactNode {
  const t = useText('registry');
  const now = today();
  const state =
    limit.effectiveFrom > now
      ? { text: t('limits.notYet'), colour: 'blue' }
      : limit.effectiveTo && limit.effectiveTo < now
        ? { text: t('limits.over'), colour: 'default' }
        : { text: t('limits.now'), colour: 'green' };
  return (
    <>
      <Tag color={state.colour}>{state.text}</Tag>
      <br />
      <small className="cell-nowrap">
        <bdi>{limit.effectiveFrom}</bdi> – <bdi>{limit.effectiveTo ?? t('limits.open')}</bdi>
      </small>
    </>
  );
}

function EndLimit({ limit, onClose }: { readonly limit: Limit; readonly onClose: () => void }): ReactNode {
  const t = useText('registry');
  const [day, setDay] = useState(today());
  const end = useRouteMutation(updateLimit, {
    refresh: ['registry', 'evaluation'],
    success: t('limits.ended'),
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      title={t('limits.endTitle')}
      okText={t('limits.end')}
      okButtonProps={{ disabled: day < limit.effectiveFrom }}
      confirmLoading={end.isPending}
      onCancel={onClose}
      onOk={() => {
        const { id, updatedAt: _updatedAt, ...input } = limit;
        end.mutate({ params: { id }, body: { ...input, effectiveTo: day } });
      }}
    >
      <p>{t('limits.endHint')}</p>
      <Input
        type="date"
        aria-label={t('field.effectiveTo')}
        min={limit.effectiveFrom}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
    </Modal>
  );
}
