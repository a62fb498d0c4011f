import { Link, useParams } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Descriptions, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { getFrame } from '../contract.ts';

type Span = { offset: number; length: number } | null;

/** A frame exactly as received: hexadecimal and text side by side, every field explained, its place in the chained log. */
export default function FramePage(): ReactNode {
  const t = useText('telemetry');
  const lsn = Number((useParams({ strict: false }) as { lsn: string }).lsn);
  const query = useRouteQuery(getFrame, { params: { lsn } });
  const [span, setSpan] = useState<Span>(null);
  const data = query.data;
  return (
    <Page
      title={t('frame.rawFrame')}
      note={
        data?.pointId ? <Link to={`/points/${data.pointId}` as string}>{data.pointName}</Link> : undefined
      }
    >
      <QueryState query={query}>
        {data ? (
          <div className="grid">
            <div className="card">
              <Descriptions
                column={{ xs: 1, md: 3 }}
                size="small"
                items={[
                  { key: 'a', label: t('frame.received'), children: formatTime(data.receivedAt, 'full') },
                  { key: 'b', label: t('frame.from'), children: `${data.transport} ${data.remote ?? ''}` },
                  { key: 'c', label: 'MN', children: <code>{data.mn ?? '—'}</code> },
                  {
                    key: 'd',
                    label: t('frame.edition'),
                    children: data.edition ? `HJ 212-${data.edition}` : '—',
                  },
                  {
                    key: 'e',
                    label: 'CRC',
                    children:
                      data.crcOk === null ? (
                        '—'
                      ) : (
                        <Tag color={data.crcOk ? 'green' : 'red'}>
                          {data.crcOk ? t('frame.correct') : t('frame.wrong')}
                        </Tag>
                      ),
                  },
                  {
                    key: 'f',
                    label: t('frame.dataTime'),
                    children: formatTime(data.dataTime, 'full'),
                  },
                  {
                    key: 'g',
                    label: t('frame.logSegment'),
                    children: (
                      <>
                        <code dir="ltr">
                          {data.segment.name} +{data.segment.offset}
                        </code>{' '}
                        <Tag>{data.segment.state === 'sealed' ? t('frame.sealed') : t('frame.open')}</Tag>
                      </>
                    ),
                  },
                  {
                    key: 'h',
                    label: 'SHA-256',
                    children: (
                      <small className="mono">{data.segment.sha256 ?? t('frame.givenWhenSealed')}</small>
                    ),
                  },
                  {
                    key: 'i',
                    label: t('frame.chain'),
                    children: (
                      <small className="mono">{data.segment.chain ?? t('frame.givenWhenSealed')}</small>
                    ),
                  },
                ]}
              />
            </div>
            {data.problems.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={t('frame.problemsFound')}
                description={data.problems.map((one) => (
                  <div key={one.code + one.message}>
                    <code>{one.code}</code> {one.message}
                  </div>
                ))}
              />
            ) : null}
            <div className="hex">
              <pre className="mono" title="hex">
                {hexBytes(data.hex).map((byte, index) => (
                  <span key={index} className={inside(span, index) ? 'hit' : 'plain'}>
                    {byte}{' '}
                  </span>
                ))}
              </pre>
              <pre className="mono" title="text">
                {[...data.text].map((char, index) => (
                  <span key={index} className={inside(span, index) ? 'hit' : 'plain'}>
                    {char}
                  </span>
                ))}
              </pre>
            </div>
            <div className="card">
              <h4>{t('frame.fieldByFieldPointAt')}</h4>
              <Table
                rowKey={(row) => `${row.offset}-${row.name}`}
                size="small"
                pagination={false}
                scroll={{ x: 620 }}
                dataSource={data.fields}
                onRow={(row) => ({
                  onMouseEnter: () => setSpan(row),
                  onMouseLeave: () => setSpan(null),
                  onFocus: () => setSpan(row),
                  tabIndex: 0,
                })}
                columns={[
                  { title: t('frame.offset'), dataIndex: 'offset', width: 70 },
                  { title: t('frame.bytes'), dataIndex: 'length', width: 60 },
                  {
                    title: t('frame.raw'),
                    dataIndex: 'raw',
                    render: (raw: string) => <code dir="ltr">{raw.slice(0, 120)}</code>,
                  },
                  { title: t('frame.meaning'), dataIndex: 'meaning' },
                ]}
              />
            </div>
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}

const hexBytes = (hex: string): string[] => hex.match(/../g) ?? [];
const inside = (span: Span, index: number): boolean =>
  span !== null && index >= span.offset && index < span.offset + span.length;
