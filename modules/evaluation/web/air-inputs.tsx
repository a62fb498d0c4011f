import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { formatNumber, type Text } from '@tarim/ui';
import { Table, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { AQI_POLLUTANTS, type AqiExplanation } from '../contract.ts';
import { ConfidenceTag, explainPath } from './words.tsx';

type Explanation = Static<typeof AqiExplanation>;
type Input = Explanation['inputs'][number];

/** The rollups that entered, each a step up the river; of a city its stations, and how many each pollutant needed. */
export function Inputs({ data, t }: { data: Explanation; t: Text }): ReactNode {
  const { fact, stations } = data;
  const pollutants = AQI_POLLUTANTS.filter((one) => one.key in fact.values);
  const cell = (row: Input, key: string): ReactNode => {
    const value = row.values[key] ?? null;
    if (value !== null) return formatNumber(value, 3);
    const why = row.excludedText[key];
    return why ? (
      <Tooltip title={why}>
        <span className="muted">— {why}</span>
      </Tooltip>
    ) : (
      '—'
    );
  };
  return (
    <div className="card">
      <h4>{t(stations ? 'explain.stations' : 'explain.input')}</h4>
      {stations ? (
        <p className="muted">
          {t('explain.stationRule', stations)} <ConfidenceTag confidence={stations.confidence} t={t} />
        </p>
      ) : null}
      <Table
        size="small"
        rowKey={(row) => row.rollup.pointId}
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={data.inputs}
        columns={[
          {
            title: t('field.station'),
            render: (_, row) =>
              fact.cityCode === null ? (
                row.pointName
              ) : (
                <Link to={explainPath({ ...fact, cityCode: null, pointId: row.rollup.pointId }) as string}>
                  {row.pointName}
                </Link>
              ),
          },
          ...pollutants.map((one) => ({
            title: (
              <>
                {one.label}
                <br />
                <small className="muted">{one.unit}</small>
              </>
            ),
            key: one.key,
            render: (_: unknown, row: Input) => cell(row, one.key),
          })),
          {
            title: t('field.revision'),
            render: (_, row) => row.rollup.revision,
          },
          {
            title: '',
            render: (_, row) => <Link to={tracePath(row) as string}>{t('explain.trace')}</Link>,
          },
        ]}
        summary={() =>
          stations ? (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0}>{t('explain.valid')}</Table.Summary.Cell>
              {pollutants.map((one, index) => {
                const count = stations.byPollutant[one.key];
                return (
                  <Table.Summary.Cell index={index + 1} key={one.key}>
                    {count ? (
                      <span className={count.valid < count.needed ? 'exceeds' : undefined}>
                        {count.valid}/{count.of} (≥ {count.needed})
                      </span>
                    ) : (
                      '—'
                    )}
                  </Table.Summary.Cell>
                );
              })}
              <Table.Summary.Cell index={pollutants.length + 1} colSpan={2} />
            </Table.Summary.Row>
          ) : null
        }
      />
    </div>
  );
}

function tracePath({ rollup }: Input): string {
  const { pointId, period, time } = rollup;
  return `/trace/rollup?${new URLSearchParams({ pointId: String(pointId), period, time })}`;
}
