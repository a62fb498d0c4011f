import {
  formatTime,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useSession,
  useText,
} from '@tarim/ui';
import { Button, Empty, Form, Input, Popconfirm, Tag } from 'antd';
import type { ReactNode } from 'react';
import { finishHandOver, type HandOver, listHandOvers, takeHandOver, writeHandOver } from '../contract.ts';

const REFRESH_MS = 30_000;

/** What one shift hands to the next: open things first. */
export function HandOvers({ unitPath }: { unitPath: string }): ReactNode {
  const t = useText('duty');
  const mayWork = useMay('duty.work', unitPath);
  const [form] = Form.useForm<{ text: string }>();
  const list = useRouteQuery(listHandOvers, { query: { unitPath, limit: 30 } }, { refetchMs: REFRESH_MS });
  const write = useRouteMutation(writeHandOver, {
    success: t('handOver.written'),
    onSuccess: () => form.resetFields(),
  });
  const rows = list.data?.handOvers ?? [];
  return (
    <div className="card">
      <h4>{t('handOver.title')}</h4>
      {mayWork ? (
        <Form
          form={form}
          layout="vertical"
          onFinish={({ text }) => write.mutate({ body: { unitPath, text, alarmIds: [] } })}
        >
          <Form.Item name="text" rules={[{ required: true, whitespace: true }]} style={{ marginBottom: 8 }}>
            <Input.TextArea
              rows={3}
              maxLength={2000}
              aria-label={t('handOver.text')}
              placeholder={t('handOver.text')}
            />
          </Form.Item>
          <Button htmlType="submit" type="primary" loading={write.isPending}>
            {t('handOver.write')}
          </Button>
        </Form>
      ) : null}
      <div style={{ marginTop: 14 }}>
        <QueryState query={list}>
          {rows.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('handOver.none')} />
          ) : (
            rows.map((row) => <Entry key={row.id} row={row} mayWork={mayWork} />)
          )}
        </QueryState>
      </div>
    </div>
  );
}

function Entry({ row, mayWork }: { row: HandOver; mayWork: boolean }): ReactNode {
  const t = useText('duty');
  const { name } = useSession();
  const take = useRouteMutation(takeHandOver, { success: t('handOver.takenDone') });
  const finish = useRouteMutation(finishHandOver, { success: t('handOver.doneDone') });
  const params = { id: row.id };
  return (
    <div className={`hand-over${row.done ? ' done' : ''}`}>
      <div>{row.text}</div>
      <small className="muted">
        {row.by} · {row.day} {t(`slot.${row.slot}`)} · {formatTime(row.at)}
      </small>{' '}
      {row.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
      {row.taken ? <Tag>{t('handOver.takenBy', { name: row.taken.by })}</Tag> : null}
      {row.done ? <Tag color="green">{t('handOver.doneBy', { name: row.done.by })}</Tag> : null}
      {mayWork && !row.done ? (
        <div>
          {row.taken || row.by === name ? null : (
            <Button size="small" type="link" loading={take.isPending} onClick={() => take.mutate({ params })}>
              {t('handOver.take')}
            </Button>
          )}
          <Popconfirm title={t('handOver.sureDone')} onConfirm={() => finish.mutate({ params })}>
            <Button size="small" type="link" loading={finish.isPending}>
              {t('handOver.finish')}
            </Button>
          </Popconfirm>
        </div>
      ) : null}
    </div>
  );
}
