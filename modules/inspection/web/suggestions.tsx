import { DataTable, formatNumber, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Alert, Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type Appointment, type Candidate, type Suggestion, suggestTeam } from '../contract.ts';

/** What is asked for: an enterprise that a visit is planned to, or a visit that is planned. */
export interface SuggestFor {
  readonly enterprise?: number;
  readonly visit?: number;
  readonly appointment: Appointment | null;
  readonly joint: boolean;
}

/** Names and certificates by number: a suggestion may name somebody who is on no other list. */
export type Named = Pick<Candidate, 'id' | 'name' | 'certificate'>;

/** 派员建议: who may go and why, who may not and why; a person decides by `onUse`. */
export function Suggestions({
  of: { enterprise, visit, appointment, joint },
  onUse,
}: {
  of: SuggestFor;
  /** Those who are taken over; absent where the team cannot be changed. */
  onUse?: ((people: Named[]) => void) | undefined;
}): ReactNode {
  const t = useText('inspection');
  const query = useRouteQuery(suggestTeam, {
    query: { enterprise, visit, from: appointment?.from, to: appointment?.to, joint },
  });
  const data = query.data;
  const proposed = data?.proposed.flatMap((id) => data.candidates.find((one) => one.id === id) ?? []) ?? [];
  return (
    <section aria-label={t('suggest.title')}>
      <QueryState query={query}>
        {data ? (
          <>
            {data.problems.map((one) => (
              <Alert key={one} type="warning" showIcon title={t(`suggest.problem.${one}`)} />
            ))}
            {onUse && proposed.length >= 2 ? (
              <p>
                <Button type="primary" ghost onClick={() => onUse(proposed)}>
                  {t('suggest.use', { names: proposed.map(({ name }) => name).join('、') })}
                </Button>
              </p>
            ) : null}
            <Candidates data={data} />
            <Excluded data={data} />
            <p className="muted">
              {t('suggest.method', {
                distance: data.weights.distance,
                load: data.weights.load,
                speciality: data.weights.speciality,
                version: data.version,
              })}
            </p>
          </>
        ) : null}
      </QueryState>
    </section>
  );
}

function Candidates({ data }: { data: Suggestion }): ReactNode {
  const t = useText('inspection');
  const unitName = useUnitName();
  return (
    <DataTable<Candidate>
      name={t('suggest.title')}
      rowKey="id"
      size="small"
      pagination={{ pageSize: 6, hideOnSinglePage: true }}
      scroll={{ x: 640 }}
      dataSource={data.candidates as Candidate[]}
      locale={{ emptyText: t('suggest.none') }}
      columns={[
        {
          title: t('field.team'),
          value: (row) => row.name,
          render: (_, row) => (
            <>
              {row.name} <span className="muted">{row.certificate}</span>{' '}
              {data.proposed.includes(row.id) ? <Tag color="green">{t('suggest.proposed')}</Tag> : null}
            </>
          ),
        },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        { title: t('suggest.score'), value: (row) => row.score, align: 'right' },
        {
          title: t('suggest.km'),
          value: (row) => row.km,
          render: (_, row) =>
            row.km === null
              ? t('suggest.kmUnknown')
              : `${formatNumber(row.km, 1)} km · ${t(`suggest.start.${row.start}`)}`,
        },
        {
          title: t('suggest.load'),
          value: (row) => row.visits + row.cases,
          render: (_, row) =>
            t('suggest.inHand', { visits: row.visits, cases: row.cases, thatDay: row.thatDay }),
        },
        {
          title: t('field.specialities'),
          value: (row) => row.specialities.map((one) => t(`speciality.${one}`)).join('、'),
          render: (_, row) => (
            <>
              {row.specialities.map((one) => (
                <Tag key={one} color={one === data.speciality ? 'blue' : undefined}>
                  {t(`speciality.${one}`)}
                </Tag>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}

function Excluded({ data }: { data: Suggestion }): ReactNode {
  const t = useText('inspection');
  if (data.excluded.length === 0) return null;
  return (
    <details>
      <summary>{t('suggest.excluded', { n: data.excluded.length })}</summary>
      <ul>
        {data.excluded.map(({ id, name, certificate, grounds }) => (
          <li key={id}>
            {name}（{certificate}）：{grounds.map((one) => t(`ground.${one}`)).join('、')}
          </li>
        ))}
      </ul>
    </details>
  );
}
