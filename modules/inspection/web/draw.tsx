import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Descriptions, Input, Modal, Popconfirm, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { type DrawDetail, getDraw, runDraw, type Visit, voidDraw } from '../contract.ts';
import { ResultDialog } from './result-dialog.tsx';
import { DrawTag, ResultTag, Simulated, teamText } from './words.tsx';

/** One draw: what was committed to, what was drawn, what came of it. */
export default function DrawPage(): ReactNode {
  const t = useText('inspection');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getDraw, { params: { id: Number(id) } });
  const draw = query.data;
  return (
    <Page
      title={draw ? draw.number : t('menu.draws')}
      note={draw?.unitName ?? ''}
      extra={
        <>
          <Simulated when={draw?.simulated ?? false} />
          {draw ? <DrawTag state={draw.state} /> : null}
          {draw ? <Acts draw={draw} /> : null}
        </>
      }
    >
      <p>
        <Link to={'/inspection/draws' as string}>← {t('menu.draws')}</Link>
      </p>
      <QueryState query={query}>{draw ? <Content draw={draw} /> : null}</QueryState>
    </Page>
  );
}

function Acts({ draw }: { draw: DrawDetail }): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const [voiding, setVoiding] = useState(false);
  const run = useRouteMutation(runDraw, { success: t('draw.done') });
  if (draw.state !== 'committed' || !may('inspection.draw', draw.unitPath)) return null;
  return (
    <>
      <Button onClick={() => setVoiding(true)}>{t('draw.void')}</Button>
      <Popconfirm
        title={t('draw.runSure')}
        onConfirm={() => run.mutate({ params: { id: draw.id }, body: {} })}
        okText={t('draw.run')}
      >
        <Button type="primary" loading={run.isPending}>
          {t('draw.run')}
        </Button>
      </Popconfirm>
      {voiding ? <VoidDialog id={draw.id} onClose={() => setVoiding(false)} /> : null}
    </>
  );
}

function VoidDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const [reason, setReason] = useState('');
  const end = useRouteMutation(voidDraw, { success: t('draw.voided'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('draw.void')}
      onCancel={onClose}
      okButtonProps={{ disabled: reason.trim() === '', danger: true }}
      confirmLoading={end.isPending}
      onOk={() => end.mutate({ params: { id }, body: { reason: reason.trim() } })}
    >
      <p className="muted">{t('draw.voidHint')}</p>
      <Input.TextArea
        aria-label={t('field.reason')}
        maxLength={200}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

function Content({ draw }: { draw: DrawDetail }): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const [recording, setRecording] = useState<Visit | null>(null);
  const code = (text: string | null) =>
    text ? (
      <Typography.Text code copyable style={{ wordBreak: 'break-all' }}>
        {text}
      </Typography.Text>
    ) : (
      <span className="muted">{t('draw.sealed')}</span>
    );
  return (
    <>
      {draw.problems.map((one) => (
        <Alert
          key={one.code + one.message}
          type="warning"
          showIcon
          title={one.message}
          style={{ marginBottom: 8 }}
        />
      ))}
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'c', label: t('draw.commitment'), children: code(draw.commitment) },
          { key: 's', label: t('draw.seed'), children: code(draw.seed) },
          { key: 'h', label: t('draw.hash'), children: draw.hash ? code(draw.hash) : '—' },
          {
            key: 'a',
            label: t('draw.algorithm'),
            children: (
              <>
                {draw.algorithm} · {t('draw.scheme', { version: draw.schemeVersion })} ·{' '}
                <a href={`/api/portal/draws/${draw.id}/data`}>{t('draw.data')}</a>
              </>
            ),
          },
          {
            key: 'p',
            label: t('field.committedAt'),
            children: `${formatTime(draw.committedAt)} · ${draw.committedBy}`,
          },
          {
            key: 'd',
            label: t('field.drawnAt'),
            children: draw.drawnAt ? `${formatTime(draw.drawnAt)} · ${draw.drawnBy}` : '—',
          },
          ...(draw.voidReason ? [{ key: 'v', label: t('draw.voidReason'), children: draw.voidReason }] : []),
          {
            key: 'strata',
            label: t('draw.strata'),
            children: draw.strata
              .map((one) =>
                t('draw.stratum', {
                  name: t(`stratum.${one.stratum}`),
                  pool: one.pool,
                  drawable: one.drawable,
                  wanted: draw.state === 'drawn' ? one.wanted : '—',
                }),
              )
              .join('；'),
          },
        ]}
      />
      <DataTable<Visit>
        name={t('draw.list')}
        rowKey="id"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 820 }}
        style={{ marginTop: 16 }}
        dataSource={draw.visits as Visit[]}
        locale={{ emptyText: t('draw.notYet') }}
        columns={[
          { title: t('field.enterprise'), dataIndex: 'enterprise' },
          { title: t('field.uscc'), dataIndex: 'uscc', className: 'nowrap' },
          { title: t('field.stratum'), value: (row) => (row.stratum ? t(`stratum.${row.stratum}`) : '—') },
          { title: t('field.team'), value: (row) => teamText(row.team) || t('draw.noTeam') },
          { title: t('field.visitedOn'), value: (row) => row.visitedOn ?? '—', className: 'nowrap' },
          {
            title: t('field.result'),
            value: (row) => (row.result ? t(`result.${row.result}`) : ''),
            render: (_, row) => <ResultTag result={row.result} />,
          },
          {
            title: '',
            render: (_, row) =>
              row.state === 'planned' && may('inspection.record', row.unitPath) ? (
                <Button size="small" onClick={() => setRecording(row)}>
                  {t('visits.record')}
                </Button>
              ) : null,
          },
        ]}
      />
      {draw.held.length > 0 ? (
        <details style={{ marginTop: 12 }}>
          <summary>{t('draw.held', { count: draw.held.length })}</summary>
          <ul>
            {draw.held.map((one) => (
              <li key={one.name}>
                {one.name} · {t(`hold.${one.why}`)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {recording ? <ResultDialog visit={recording} onClose={() => setRecording(null)} /> : null}
    </>
  );
}
