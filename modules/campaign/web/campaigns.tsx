import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Progress, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  CAMPAIGN_KINDS,
  CAMPAIGN_STATES,
  type CampaignKind,
  type CampaignState,
  type CampaignSummary,
  listCampaigns,
} from '../contract.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { percent, Simulated, StateTag } from './words.tsx';

/** 专项行动与联合执法: the newest first. */
export default function CampaignsPage(): ReactNode {
  const t = useText('campaign');
  const may = useMay();
  const at = useCursor<number>();
  const [kind, setKind] = useState<CampaignKind | undefined>();
  const [state, setState] = useState<CampaignState | undefined>();
  const [drafting, setDrafting] = useState(false);
  const query = useRouteQuery(listCampaigns, { query: { kind, state, before: at.cursor } });
  const campaigns = query.data?.campaigns ?? [];
  return (
    <Page
      title={t('menu.campaigns')}
      note={t('campaigns.note')}
      extra={
        <>
          <Simulated when={campaigns.some(({ simulated }) => simulated)} />
          {may('campaign.plan') ? (
            <Button type="primary" onClick={() => setDrafting(true)}>
              {t('campaigns.draft')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Select<CampaignKind>
          allowClear
          aria-label={t('field.kind')}
          placeholder={t('field.kind')}
          style={{ minWidth: 140 }}
          onChange={(chosen: CampaignKind | undefined) => {
            setKind(chosen);
            at.reset();
          }}
          options={CAMPAIGN_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        />
        <Select<CampaignState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ minWidth: 120 }}
          onChange={(chosen: CampaignState | undefined) => {
            setState(chosen);
            at.reset();
          }}
          options={CAMPAIGN_STATES.map((one) => ({ value: one, label: t(`state.${one}`) }))}
        />
      </div>
      <QueryState query={query}>
        <DataTable<CampaignSummary>
          name={t('menu.campaigns')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={campaigns as CampaignSummary[]}
          locale={{ emptyText: <Empty description={t('campaigns.none')} /> }}
          columns={[
            {
              title: t('field.title'),
              value: (row) => row.title,
              render: (_, row) => <Link to={`/campaign/campaigns/${row.id}` as string}>{row.title}</Link>,
            },
            { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
            { title: t('field.period'), value: (row) => `${row.from} – ${row.to}`, className: 'nowrap' },
            { title: t('field.lead'), dataIndex: 'leadName' },
            { title: t('field.units'), dataIndex: 'units', align: 'right' },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag state={row.state} />,
            },
            {
              title: t('field.progress'),
              value: (row) => `${row.done} / ${row.objects}`,
              render: (_, row) => (
                <Progress
                  size="small"
                  aria-label={`${t('field.progress')} ${row.title}`}
                  percent={percent(row.done, row.objects)}
                  format={() => `${row.done} / ${row.objects}`}
                  style={{ minWidth: 140 }}
                />
              ),
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {drafting ? <PlanDialog plan={null} onClose={() => setDrafting(false)} /> : null}
    </Page>
  );
}
