import { Link } from '@tanstack/react-router';
import { DataTable, formatTime, instant, useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, Modal, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { dismissFlag, type FlagRow, restoreFlag } from '../contract.ts';
import { factorText, figuresText } from './flag-marks.ts';
import { ConfidenceTag, Simulated } from './words.tsx';

const STATE_COLOURS: Readonly<Record<string, string>> = {
  raised: 'red',
  cleared: 'gold',
  dismissed: 'green',
  withdrawn: 'default',
};
const short = (iso: string) => formatTime(iso, 'full').slice(0, 16);

/**
 * Flags with what raised them, where they lead to, and what was said of them. `points`: of many points; `onChoose`: selects their hours
 * in the workbench.
 */
export function FlagList({
  flags,
  points = false,
  more = false,
  onChoose,
}: {
  flags: readonly FlagRow[];
  points?: boolean;
  more?: boolean;
  onChoose?: (flag: FlagRow) => void;
}): ReactNode {
  const t = useText('quality');
  const [act, setAct] = useState<FlagRow | null>(null);
  const actions = (row: FlagRow) => (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 10px' }}>
      {onChoose ? (
        <Button size="small" onClick={() => onChoose(row)}>
          {t('flags.select')}
        </Button>
      ) : null}
      {points && row.pointKind.startsWith('outlet-') ? (
        <Link to={`/quality/review/${row.pointId}?month=${row.from.slice(0, 7)}` as string}>
          {t('flags.inReview')}
        </Link>
      ) : null}
      <Traces row={row} />
      {row.mayDismiss ? (
        <Button size="small" type="link" style={{ padding: 0 }} onClick={() => setAct(row)}>
          {t(row.state === 'dismissed' ? 'flags.restore' : 'flags.dismiss')}
        </Button>
      ) : null}
    </span>
  );
  return (
    <>
      <DataTable<FlagRow>
        name={t('flags.title')}
        rowKey="id"
        exported={false}
        pagination={points ? false : { pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: points ? 1_050 : 480 }}
        locale={{ emptyText: t('flags.none') }}
        dataSource={flags as FlagRow[]}
        columns={[
          {
            title: t('flags.flag'),
            value: (row) => t(`flag.${row.flag}`),
            render: (_, row) => (
              <>
                <Tag color="purple">{t(`flag.${row.flag}`)}</Tag>
                <br />
                <small>{factorText(row, t)}</small>
                {points ? null : (
                  <div>
                    <Standing row={row} />
                  </div>
                )}
              </>
            ),
          },
          ...(points
            ? [
                {
                  title: t('flags.point'),
                  value: (row: FlagRow) => row.pointName,
                  render: (_: unknown, row: FlagRow) => (
                    <>
                      <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>{' '}
                      <Simulated when={row.simulated} />
                      {row.enterpriseName ? (
                        <>
                          <br />
                          <small className="muted">{row.enterpriseName}</small>
                        </>
                      ) : null}
                    </>
                  ),
                },
              ]
            : []),
          {
            title: t('mark.span'),
            value: (row) => instant(row.from),
            render: (_, row) => (
              <>
                {short(row.from)} – {short(row.to)}
                <br />
                <small className="muted">{row.hours} h</small>
                {points ? null : <div>{actions(row)}</div>}
              </>
            ),
          },
          {
            title: t('flags.peak'),
            value: (row) => figuresText(row.peak, t),
            render: (_, row) => (
              <>
                {figuresText(row.peak, t)}
                <br />
                <small className="muted">{row.ruleVersion}</small>{' '}
                <ConfidenceTag confidence={row.confidence} />
              </>
            ),
          },
          ...(points
            ? [
                {
                  title: t('flags.state'),
                  value: (row: FlagRow) => t(`flagState.${row.state}`),
                  render: (_: unknown, row: FlagRow) => <Standing row={row} />,
                },
                { title: '', render: (_: unknown, row: FlagRow) => actions(row) },
              ]
            : []),
        ]}
      />
      {more ? <p className="muted">{t('flags.more')}</p> : null}
      {act ? <ActOnFlag flag={act} onClose={() => setAct(null)} /> : null}
    </>
  );
}

function Standing({ row }: { row: FlagRow }): ReactNode {
  const t = useText('quality');
  return (
    <>
      <Tag color={STATE_COLOURS[row.state]}>{t(`flagState.${row.state}`)}</Tag>
      {row.act ? (
        <>
          <br />
          <small className="muted">
            {row.act.by} {short(row.act.at)}：{row.act.reason}
          </small>
        </>
      ) : null}
    </>
  );
}

/** From a flag to the hour's inputs, or to the frame that raised it. A gap has neither. */
function Traces({ row }: { row: FlagRow }): ReactNode {
  const t = useText('quality');
  if (row.lsn !== null) return <Link to={`/frames/${row.lsn}` as string}>{t('flags.frame')}</Link>;
  if (row.flag === 'gap' || row.code === '*') return null;
  const to = `/trace/rollup?pointId=${row.pointId}&period=hour&time=${encodeURIComponent(row.from)}&code=${row.code}`;
  return <Link to={to as string}>{t('flags.trace')}</Link>;
}

function ActOnFlag({ flag, onClose }: { flag: FlagRow; onClose: () => void }): ReactNode {
  const t = useText('quality');
  const [form] = Form.useForm<{ reason: string }>();
  const back = flag.state === 'dismissed';
  const act = useRouteMutation(back ? restoreFlag : dismissFlag, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={`${t(back ? 'flags.restore' : 'flags.dismiss')} · ${t(`flag.${flag.flag}`)} · ${flag.pointName}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={act.isPending}
    >
      <p className="muted">{t('flags.dismiss.note')}</p>
      <Form form={form} layout="vertical" onFinish={(body) => act.mutate({ params: { id: flag.id }, body })}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, min: 2, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
