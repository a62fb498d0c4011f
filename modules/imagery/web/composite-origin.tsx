import { Link } from '@tanstack/react-router';
import { DataTable, formatNumber, formatTime, instant, useText } from '@tarim/ui';
import { Alert, Button, Descriptions, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { CompositeMark, CompositeOrigin } from '../contract.ts';
import { percent, taken } from './words.tsx';

type Input = CompositeOrigin['inputs'][number];

/** From its first scene to its last. */
export const periodOf = ({ from, to }: Pick<CompositeMark, 'from' | 'to'>): string => {
  const [first, last] = [formatTime(from, 'date'), formatTime(to, 'date')];
  return first === last ? first : `${first} – ${last}`;
};

export function CompositeTag({ mark }: { mark: CompositeMark | null }): ReactNode {
  const t = useText('imagery');
  return mark ? (
    <Tag color="geekblue" style={{ alignSelf: 'center' }}>
      {t('composite.tag', { method: t(`composite.method.${mark.method}`), n: mark.inputs })}
    </Tag>
  ) : null;
}

/** 合成自: of what scenes, how, over what period, and how much of the ground stayed hidden. */
export function Origin({
  origin,
  onShowCounts,
}: {
  origin: CompositeOrigin;
  onShowCounts: () => void;
}): ReactNode {
  const t = useText('imagery');
  const { outcome, inputs } = origin;
  const items = [
    ['field.method', `${t(`composite.method.${origin.method}`)} · ${origin.version}`],
    ['composite.order', t(`composite.order.${origin.order}`)],
    ['composite.period', periodOf(origin)],
    ['field.dilate', `${origin.dilate} m`],
    ['field.hideSnow', t(origin.hideSnow ? 'yes' : 'no')],
    ['field.bbox', origin.bbox ?? t('composite.everything')],
    ...(outcome
      ? ([
          ['composite.never', percent(outcome.counts[0]! / outcome.covered)],
          ['composite.seconds', `${formatNumber(outcome.seconds, 1)} s`],
        ] as const)
      : []),
  ] as const;
  const unmasked = inputs.filter(({ masked }) => !masked).length;
  return (
    <>
      <h4 className="section-title">{t('composite.origin')}</h4>
      <p className="muted">{t('composite.timeNote')}</p>
      {unmasked > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 10 }}
          title={t('composite.unmasked', { n: unmasked })}
        />
      ) : null}
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, sm: 1, md: 2, lg: 3 }}
        items={items.map(([key, children]) => ({ key, label: t(key), children }))}
      />
      {outcome ? <Counts outcome={outcome} onShow={onShowCounts} /> : null}
      <div style={{ marginTop: 10 }}>
        <DataTable<Input>
          name={t('composite.origin')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 560 }}
          dataSource={inputs as Input[]}
          sortable={false}
          columns={[
            { title: t('composite.place'), value: (row) => inputs.indexOf(row) + 1 },
            {
              title: t('field.title'),
              value: (row) => row.title,
              render: (_, row) =>
                row.removed ? (
                  <>
                    <s>{row.title}</s> <Tag>{t('scene.removed')}</Tag>
                  </>
                ) : (
                  <Link to={`/imagery/scenes/${row.id}` as string}>{row.title}</Link>
                ),
            },
            {
              title: t('field.takenAt'),
              className: 'cell-nowrap',
              value: (row) => instant(row.takenAt),
              render: (_, row) => taken(row.takenAt),
            },
            { title: t('composite.masked'), value: (row) => t(row.masked ? 'yes' : 'no') },
            {
              title: 'SHA-256',
              value: (row) => row.sha256,
              render: (_, row) => <code>{row.sha256.slice(0, 12)}…</code>,
            },
          ]}
        />
      </div>
    </>
  );
}

/** How often cells were clear: bars of their shares, from never on. */
function Counts({
  outcome,
  onShow,
}: {
  outcome: NonNullable<CompositeOrigin['outcome']>;
  onShow: () => void;
}): ReactNode {
  const t = useText('imagery');
  const { counts, covered } = outcome;
  const most = Math.max(...counts);
  return (
    <figure style={{ margin: '12px 0' }}>
      <figcaption className="muted">
        {t('composite.counts')}{' '}
        <Button type="link" size="small" onClick={onShow}>
          {t('composite.showCounts')}
        </Button>
      </figcaption>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, maxWidth: 520 }}>
        {counts.map((cells, clear) => (
          <li
            key={clear}
            style={{ display: 'grid', gridTemplateColumns: '3em 1fr 4.5em', gap: 8, alignItems: 'center' }}
          >
            <span style={{ textAlign: 'end' }}>{clear}</span>
            <span
              aria-hidden
              style={{
                height: 8,
                borderRadius: 3,
                width: `${most === 0 ? 0 : (100 * cells) / most}%`,
                background: clear === 0 ? '#c2410c' : '#2a788e',
              }}
            />
            <span style={{ textAlign: 'end' }}>{percent(cells / covered)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
