import { formatTime, useRouteQuery, useText, withSubscripts } from '@tarim/ui';
import { Empty, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { compareMonth, type ReviewDifference, type ReviewMonth } from '../contract.ts';
import { kgText, StateTag } from './words.tsx';

const MOST_ROWS = 300;

/** Versions with their signatures, and any two reviews side by side. */
export function CompareVersions({ data }: { data: ReviewMonth }): ReactNode {
  const t = useText('quality');
  const names = [
    ...data.reviews.map((one) => `v${one.version}`),
    'now',
    ...data.operations.map((one) => `seq${one.seq}`),
    'seq0',
  ];
  const [a, setA] = useState(() => (data.reviews.length > 1 ? `v${data.reviews[1]!.version}` : 'seq0'));
  const [b, setB] = useState(() => (data.reviews.length > 0 ? `v${data.reviews[0]!.version}` : 'now'));
  const options = names.map((value) => ({ value, label: labelOf(value, t) }));
  return (
    <>
      {data.reviews.length === 0 ? <Empty description={t('versions.none')} /> : null}
      <ul className="review-log" style={{ maxHeight: 260 }}>
        {data.reviews.map((one) => (
          <li key={one.version}>
            <div className="review-head">
              <strong>v{one.version}</strong>
              <StateTag state={one.state} />
              <small>{t('versions.seq', { seq: one.seq })}</small>
            </div>
            {one.signatures.map((signature) => (
              <div key={signature.level}>
                {t(`level.${signature.level}`)}：{signature.by}{' '}
                <small>
                  {formatTime(signature.at, 'full').slice(0, 16)} {signature.note ?? ''}
                </small>
              </div>
            ))}
            {one.ended ? (
              <div className="muted">
                {t(`state.${one.state}`)}：{one.ended.reason} · {one.ended.by}
              </div>
            ) : null}
            <span className="hash muted">{one.hash}</span>
          </li>
        ))}
      </ul>
      <AfterLock data={data} />
      <h4 style={{ marginTop: 14 }}>{t('compare.title')}</h4>
      <div className="filters">
        <Select aria-label={t('compare.a')} value={a} onChange={setA} options={options} />
        <Select aria-label={t('compare.b')} value={b} onChange={setB} options={options} />
      </div>
      <Compared data={data} a={a} b={b} />
    </>
  );
}

function labelOf(which: string, t: ReturnType<typeof useText>): string {
  if (which === 'now') return t('compare.now');
  if (which === 'seq0') return t('compare.raw');
  return which.startsWith('seq')
    ? t('compare.seq', { seq: which.slice(3) })
    : t('compare.version', { version: which.slice(1) });
}

function Compared({ data, a, b }: { data: ReviewMonth; a: string; b: string }): ReactNode {
  const t = useText('quality');
  const query = useRouteQuery(compareMonth, {
    params: { pointId: data.outlet.id, month: data.month },
    query: { a, b },
  });
  const found = query.data;
  if (!found) return null;
  return (
    <>
      <div className="review-hours">
        <table aria-label={t('compare.totals')}>
          <thead>
            <tr>
              <th scope="col">{t('total.factor')}</th>
              <th scope="col">{labelOf(a, t)} kg</th>
              <th scope="col">{labelOf(b, t)} kg</th>
              <th scope="col">{t('compare.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {found.totals.map((one) => (
              <tr key={one.code}>
                <td>{withSubscripts(one.name)}</td>
                <td>{kgText(one.a)}</td>
                <td>{kgText(one.b)}</td>
                <td>{one.difference === null ? '—' : kgText(one.difference)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted">{t('compare.hours', { n: found.differences.length })}</p>
      <Differences data={data} rows={found.differences} />
    </>
  );
}

function AfterLock({ data }: { data: ReviewMonth }): ReactNode {
  const t = useText('quality');
  if (data.afterLock.length === 0) return null;
  return (
    <>
      <h4 style={{ marginTop: 14 }}>
        {t('afterLock.title')} <Tag color="orange">{data.afterLock.length}</Tag>
      </h4>
      <Differences data={data} rows={data.afterLock} />
    </>
  );
}

function Differences({ data, rows }: { data: ReviewMonth; rows: readonly ReviewDifference[] }): ReactNode {
  const t = useText('quality');
  const nameOf = (code: string) =>
    withSubscripts(data.columns.find((one) => one.code === code)?.name ?? code);
  if (rows.length === 0) return null;
  return (
    <div className="review-hours" style={{ maxHeight: 260 }}>
      <table>
        <thead>
          <tr>
            {['hours.time', 'factor', 'compare.a', 'compare.b'].map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((one) => (
            <tr key={`${one.time}${one.code}`}>
              <td>{formatTime(one.time, 'full').slice(5, 16)}</td>
              <td>{nameOf(one.code)}</td>
              <td>
                <Side side={one.a} />
              </td>
              <td>
                <Side side={one.b} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Side({ side }: { side: ReviewDifference['a'] }): ReactNode {
  const t = useText('quality');
  const letter = side.origin === 's' || side.origin === 'c' ? side.origin : side.state;
  return (
    <span className={`cell-${letter}`}>
      {side.mean ?? '—'} <small>{t(`letter.${letter}`)}</small>{' '}
      {side.substitute === null ? null : <small>{kgText(side.substitute)} kg</small>}
    </span>
  );
}
