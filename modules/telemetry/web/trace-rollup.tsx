import { Link, useLocation } from '@tanstack/react-router';
import { explainAqi, explainVerdict } from '@tarim/evaluation/contract';
import { getPoint } from '@tarim/registry/contract';
import { formatNumber, formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Descriptions, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { traceRollup } from '../contract.ts';

/** How an hour, day or month value came about: inputs, gaps, rule, judgement, revisions. */
export default function TraceRollupPage(): ReactNode {
  const t = useText();
  const search = new URLSearchParams(useLocation().searchStr);
  const pointId = Number(search.get('pointId'));
  const period = (search.get('period') ?? 'hour') as 'hour' | 'day' | 'month';
  const time = search.get('time') ?? '';
  const code = search.get('code');
  const trace = useRouteQuery(traceRollup, { query: { pointId, period, time } });
  const point = useRouteQuery(getPoint, { params: { id: pointId } });
  const data = trace.data;
  const shown = data?.values.filter((one) => !code || one.code === code) ?? [];
  const judged = period !== 'month';
  const verdict = useRouteQuery(
    explainVerdict,
    { query: { pointId, code: code ?? '', period: period as 'hour', time } },
    { enabled: judged && Boolean(code) && point.data?.point.kind.startsWith('outlet') === true },
  );
  const aqi = useRouteQuery(
    explainAqi,
    { query: { pointId, period: period as 'hour', time } },
    { enabled: judged && point.data?.point.kind === 'air' },
  );
  const explanation = verdict.data ?? aqi.data;
  return (
    <Page
      title={t('溯源：汇总值', 'Trace: computed value')}
      note={<Link to={`/points/${pointId}` as string}>{point.data?.point.name}</Link>}
    >
      <QueryState query={trace}>
        {data ? (
          <div className="grid">
            <div className="card">
              <Descriptions
                column={{ xs: 1, md: 3 }}
                size="small"
                items={[
                  {
                    key: 't',
                    label: t('时段起点', 'Period from'),
                    children: `${formatTime(data.time, 'full')}（${{ hour: t('小时', 'hour'), day: t('日', 'day'), month: t('月', 'month') }[data.period]}）`,
                  },
                  {
                    key: 'r',
                    label: t('规则版本', 'Rule version'),
                    children: <code>{data.ruleVersion}</code>,
                  },
                  {
                    key: 'b',
                    label: t('依据', 'Basis'),
                    children:
                      {
                        minute: t('分钟记录', 'minute records'),
                        'hour-device': t('设备上报的小时值', 'hour as sent by the device'),
                        hour: t('小时值', 'hours'),
                        day: t('日值', 'days'),
                      }[data.basis] ?? data.basis,
                  },
                  { key: 'c', label: t('计算于', 'Computed'), children: formatTime(data.computedAt, 'full') },
                  {
                    key: 'n',
                    label: t('应有 / 实有', 'Due / present'),
                    children: `${data.expected} / ${data.inputs.length}`,
                  },
                  { key: 'v', label: t('修订', 'Revision'), children: data.revision },
                ]}
              />
              <Table
                rowKey="code"
                size="small"
                style={{ marginTop: 10 }}
                pagination={false}
                scroll={{ x: 620 }}
                dataSource={shown}
                columns={[
                  {
                    title: t('因子', 'Factor'),
                    render: (_, row) => (
                      <>
                        {row.name} <small className="muted mono">{row.code}</small>
                      </>
                    ),
                  },
                  { title: t('均值', 'Mean'), render: (_, row) => <b>{formatNumber(row.mean)}</b> },
                  {
                    title: t('折算', 'Converted'),
                    dataIndex: 'converted',
                    render: (value: number | null) => formatNumber(value),
                  },
                  {
                    title: t('最小–最大', 'Min–max'),
                    render: (_, row) => `${formatNumber(row.min)} – ${formatNumber(row.max)}`,
                  },
                  {
                    title: t('累计', 'Total'),
                    dataIndex: 'total',
                    render: (value: number | null) => formatNumber(value),
                  },
                  { title: t('单位', 'Unit'), dataIndex: 'unit' },
                  {
                    title: t('有效', 'Valid'),
                    render: (_, row) =>
                      row.invalid ? (
                        <Tag color="orange">{row.invalid}</Tag>
                      ) : (
                        <Tag color="green">
                          {t('有效', 'valid')} {row.validCount}
                        </Tag>
                      ),
                  },
                ]}
              />
              {code ? (
                <Link
                  to={
                    `/trace/rollup?pointId=${pointId}&period=${period}&time=${encodeURIComponent(time)}` as string
                  }
                >
                  {t('看全部因子', 'All factors')}
                </Link>
              ) : null}
            </div>
            {explanation ? (
              <div className="card">
                <h4>{t('评判：逐步可手算', 'Judgement, step by step')}</h4>
                <ol style={{ margin: 0, paddingInlineStart: 20 }}>
                  {explanation.steps.map((step) => (
                    <li key={step.title + step.result} style={{ marginBottom: 6 }}>
                      <b>{step.title}</b>
                      {step.formula ? <div className="mono muted">{step.formula}</div> : null}
                      <div>
                        {step.result} {step.rule ? <Tag>{step.rule}</Tag> : null}
                      </div>
                    </li>
                  ))}
                </ol>
                {explanation.revisions.length > 1 ? (
                  <Table
                    rowKey="revision"
                    size="small"
                    pagination={false}
                    style={{ marginTop: 8 }}
                    dataSource={
                      explanation.revisions as {
                        revision: number;
                        computedAt: string;
                        replacedAt: string | null;
                        reason: string;
                        aqi?: number | null;
                        value?: number | null;
                      }[]
                    }
                    columns={[
                      { title: t('修订', 'Revision'), dataIndex: 'revision' },
                      {
                        title: t('计算于', 'Computed'),
                        dataIndex: 'computedAt',
                        render: (at: string) => formatTime(at, 'full'),
                      },
                      {
                        title: t('结果', 'Result'),
                        render: (_, row) => row.aqi ?? formatNumber(row.value ?? null),
                      },
                      { title: t('原因', 'Reason'), dataIndex: 'reason' },
                    ]}
                  />
                ) : null}
              </div>
            ) : null}
            {data.missing.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={t(`缺 ${data.missing.length} 个输入`, `${data.missing.length} inputs are missing`)}
                description={data.missing
                  .slice(0, 80)
                  .map((at) => formatTime(at))
                  .join('、')}
              />
            ) : null}
            {data.revisions.length > 0 ? (
              <div className="card">
                <h4>{t('修订：被替换的旧值', 'Revisions: what was replaced')}</h4>
                <Table
                  rowKey="revision"
                  size="small"
                  pagination={false}
                  scroll={{ x: 560 }}
                  dataSource={data.revisions}
                  columns={[
                    { title: t('修订', 'Revision'), dataIndex: 'revision' },
                    {
                      title: t('替换于', 'Replaced'),
                      dataIndex: 'at',
                      render: (at: string) => formatTime(at, 'full'),
                    },
                    { title: t('原因', 'Reason'), dataIndex: 'reason' },
                    ...shown.slice(0, 6).map((one) => ({
                      title: one.name,
                      render: (_: unknown, row: (typeof data.revisions)[number]) =>
                        formatNumber(row.values[`${one.code}.Avg`]),
                    })),
                  ]}
                />
              </div>
            ) : null}
            <div className="card table-scroll">
              <h4>{t('由这些输入算出（按时间）', 'Computed from these inputs (in time order)')}</h4>
              <Table
                rowKey="time"
                size="small"
                pagination={{ pageSize: 60, hideOnSinglePage: true }}
                scroll={{ x: 200 + 110 * shown.length }}
                dataSource={data.inputs}
                columns={[
                  { title: t('时间', 'Time'), dataIndex: 'time', render: (at: string) => formatTime(at) },
                  ...shown.slice(0, 12).map((one) => ({
                    title: one.name,
                    render: (_: unknown, row: (typeof data.inputs)[number]) => (
                      <>
                        {formatNumber(row.values[one.code])}
                        {row.flags[one.code] && row.flags[one.code] !== 'N' ? (
                          <sup> {row.flags[one.code]}</sup>
                        ) : null}
                      </>
                    ),
                  })),
                  {
                    title: '',
                    render: (_, row) =>
                      row.level === 'record' ? (
                        <Link
                          to={
                            `/trace/record?pointId=${pointId}&kind=${row.kind}&time=${encodeURIComponent(row.time)}` as string
                          }
                        >
                          {t('记录', 'record')}
                        </Link>
                      ) : (
                        <Link
                          to={
                            `/trace/rollup?pointId=${pointId}&period=${row.kind}&time=${encodeURIComponent(row.time)}${code ? `&code=${code}` : ''}` as string
                          }
                        >
                          {t('上溯', 'trace')}
                        </Link>
                      ),
                  },
                  {
                    title: '',
                    render: (_, row) =>
                      row.lsn !== null ? (
                        <Link to={`/frames/${row.lsn}` as string}>{t('原始报文', 'raw frame')}</Link>
                      ) : null,
                  },
                ]}
              />
            </div>
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}
