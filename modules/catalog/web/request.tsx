import { Link, useParams } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useCursor,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex, Popconfirm, Tag, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { getRequest, issueKey, listUse, type ReviewRow, withdrawRequest } from '../contract.ts';
import { ApproveDialog, ReasonDialog } from './decide-dialog.tsx';
import { UseChart } from './use-chart.tsx';
import { count, Simulated, StateTag } from './words.tsx';

/** One request: what was asked for and granted, its keys, and what was read with them. */
export default function RequestPage(): ReactNode {
  const t = useText('catalog');
  const { id } = useParams({ strict: false }) as { id: string };
  const params = { id: Number(id) };
  const query = useRouteQuery(getRequest, { params });
  const request = query.data?.request;
  return (
    <Page
      title={request?.body ?? t('requests.title')}
      note={request ? <StateTag request={request} /> : undefined}
      extra={
        request ? (
          <>
            <Simulated when={request.simulated} />
            <Acts request={request} />
          </>
        ) : null
      }
    >
      <QueryState query={query}>
        {request && query.data ? (
          <Flex vertical gap={12}>
            <Facts request={request} />
            {request.own && request.state === 'approved' && !request.expired ? (
              <OwnKey request={request} />
            ) : null}
            {request.granted ? (
              <>
                <Card size="small" title={t('request.keys')}>
                  <DataTable
                    name={t('request.keys')}
                    exported={false}
                    rowKey="id"
                    pagination={false}
                    locale={{ emptyText: t('request.noKeys') }}
                    dataSource={query.data.keys}
                    columns={[
                      {
                        title: t('request.key'),
                        dataIndex: 'prefix',
                        render: (text: string) => <code>{text}…</code>,
                      },
                      {
                        title: t('request.issuedAt'),
                        value: (row) => instant(row.issuedAt),
                        render: (_, row) => formatTime(row.issuedAt),
                      },
                      {
                        title: t('request.revokedAt'),
                        value: (row) => instant(row.revokedAt),
                        render: (_, row) =>
                          row.revokedAt ? (
                            <Tag>{formatTime(row.revokedAt)}</Tag>
                          ) : (
                            <Tag color="green">{t('request.holds')}</Tag>
                          ),
                      },
                    ]}
                  />
                </Card>
                <Card size="small" title={t('use.title')}>
                  {query.data.days.length > 0 ? (
                    <UseChart days={query.data.days} />
                  ) : (
                    <Typography.Text type="secondary">{t('use.none')}</Typography.Text>
                  )}
                </Card>
                <UseLog id={request.id} />
              </>
            ) : null}
          </Flex>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Acts({ request }: { request: ReviewRow }): ReactNode {
  const t = useText('catalog');
  const [open, setOpen] = useState<'approve' | 'refuse' | 'revoke' | null>(null);
  const withdraw = useRouteMutation(withdrawRequest, { success: t('act.done') });
  const waiting = request.state === 'submitted';
  return (
    <>
      {waiting && request.mayApprove ? (
        <Button type="primary" onClick={() => setOpen('approve')}>
          {t('act.approve')}
        </Button>
      ) : null}
      {waiting && request.mayRefuse ? (
        <Button onClick={() => setOpen('refuse')}>{t('act.refuse')}</Button>
      ) : null}
      {request.state === 'approved' && request.mayRefuse ? (
        <Button danger onClick={() => setOpen('revoke')}>
          {t('act.revoke')}
        </Button>
      ) : null}
      {waiting && request.own ? (
        <Popconfirm
          title={t('act.withdrawSure')}
          onConfirm={() => withdraw.mutate({ params: { id: request.id } })}
        >
          <Button>{t('act.withdraw')}</Button>
        </Popconfirm>
      ) : null}
      {open === 'approve' ? <ApproveDialog request={request} onClose={() => setOpen(null)} /> : null}
      {open === 'refuse' || open === 'revoke' ? (
        <ReasonDialog request={request} act={open} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

function Facts({ request }: { request: ReviewRow }): ReactNode {
  const t = useText('catalog');
  const unitName = useUnitName();
  const { granted } = request;
  const sets = (all: ReviewRow['datasets']) =>
    all.map((one) => (
      <div key={one.dataset}>
        <Link to={`/data/catalog/${one.dataset}` as string}>{one.dataset}</Link>{' '}
        <span className="muted">{one.fields ? one.fields.join(', ') : t('request.allFields')}</span>
      </div>
    ));
  return (
    <>
      <Card size="small" title={t('request.asked')}>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'applicant', label: t('request.applicant'), children: request.applicantName },
            { key: 'contact', label: t('request.contact'), children: request.contact },
            { key: 'purpose', label: t('request.purpose'), children: request.purpose },
            { key: 'legal', label: t('request.legalBasis'), children: request.legalBasis },
            { key: 'sets', label: t('request.datasets'), children: <div>{sets(request.datasets)}</div> },
            { key: 'unit', label: t('request.unit'), children: unitName(request.unitPath, 'line') },
            { key: 'to', label: t('request.validTo'), children: request.validTo },
            { key: 'rows', label: t('request.dailyRows'), children: count(request.dailyRows) },
            { key: 'at', label: t('request.submittedAt'), children: formatTime(request.submittedAt, 'full') },
          ]}
        />
      </Card>
      {request.decidedAt ? (
        <Card size="small" title={t('request.decision')}>
          <Descriptions
            size="small"
            column={{ xs: 1, md: 2 }}
            items={[
              { key: 'by', label: t('request.decidedBy'), children: request.decidedName },
              { key: 'at', label: t('request.decidedAt'), children: formatTime(request.decidedAt, 'full') },
              { key: 'reason', label: t('request.reason'), children: request.reason ?? '—' },
              ...(granted
                ? [
                    {
                      key: 'sets',
                      label: t('request.datasets'),
                      children: <div>{sets(granted.datasets)}</div>,
                    },
                    { key: 'unit', label: t('request.unit'), children: unitName(granted.unitPath, 'line') },
                    {
                      key: 'end',
                      label: t('request.expiresAt'),
                      children: formatTime(granted.expiresAt, 'full'),
                    },
                    {
                      key: 'quota',
                      label: t('request.today'),
                      children: `${count(request.readToday)} / ${count(granted.dailyRows)}`,
                    },
                    { key: 'rate', label: t('request.perMinute'), children: granted.perMinute },
                  ]
                : []),
            ]}
          />
        </Card>
      ) : null}
    </>
  );
}

/** The key is for who asked; not even who approved sees it. */
function OwnKey({ request }: { request: ReviewRow }): ReactNode {
  const t = useText('catalog');
  const issue = useRouteMutation(issueKey);
  const take = () => issue.mutate({ params: { id: request.id } });
  return (
    <Card size="small" title={t('request.key')}>
      {issue.data ? (
        <Alert
          type="warning"
          showIcon
          title={t('request.keyOnce')}
          description={
            <Typography.Text copyable code style={{ overflowWrap: 'anywhere' }}>
              {issue.data.secret}
            </Typography.Text>
          }
        />
      ) : request.key ? (
        <Popconfirm title={t('act.rotateSure')} onConfirm={take}>
          <Button loading={issue.isPending}>{t('act.rotate')}</Button>
        </Popconfirm>
      ) : (
        <Button type="primary" loading={issue.isPending} onClick={take}>
          {t('act.take')}
        </Button>
      )}
    </Card>
  );
}

function UseLog({ id }: { id: number }): ReactNode {
  const t = useText('catalog');
  const at = useCursor<number>();
  const list = useRouteQuery(listUse, { params: { id }, query: { before: at.cursor, limit: 50 } });
  return (
    <Card size="small" title={t('use.log')}>
      <QueryState query={list}>
        <DataTable
          name={t('use.log')}
          rowKey="id"
          sortable={false}
          pagination={false}
          scroll={{ x: 700 }}
          locale={{ emptyText: t('use.none') }}
          dataSource={list.data?.lines ?? []}
          columns={[
            {
              title: t('use.at'),
              value: (row) => instant(row.at),
              className: 'nowrap',
              render: (_, row) => formatTime(row.at, 'full'),
            },
            { title: t('use.dataset'), dataIndex: 'dataset' },
            {
              title: t('use.interface'),
              value: (row) => row.interface,
              render: (_, row) => <code>{row.interface}</code>,
            },
            { title: t('use.address'), dataIndex: 'address' },
            {
              title: t('use.calls'),
              dataIndex: 'calls',
              // A long file goes on over several lines; its call stands in the first.
              render: (calls: number) => calls || '—',
            },
            { title: t('use.rows'), dataIndex: 'rows' },
            { title: t('use.bytes'), dataIndex: 'bytes' },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </Card>
  );
}
