import { DataTable, Page, QueryState, useLanguage, usePick, useText, withSubscripts } from '@tarim/ui';
import { Checkbox, Input, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { Factor } from '../contract.ts';
import { useFactors } from './use-factors.ts';

/** The dictionary of factor codes, with what the standards print wrongly or changed between editions. */
export default function FactorsPage(): ReactNode {
  const t = useText('registry');
  const pick = usePick();
  const { language } = useLanguage();
  const { query, factors, nameOf } = useFactors();
  const [q, setQ] = useState('');
  const [trapped, setTrapped] = useState(false);
  const found = useMemo(() => {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    return factors.filter((one) => {
      if (trapped && one.traps.length === 0) return false;
      const text = [one.code, one.nameZh, one.nameEn, one.symbol, one.legacy].join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }, [factors, q, trapped]);
  const traps = (row: Factor) => row.traps.map((one) => pick(one.zh, one.en));
  return (
    <Page title={t('factors.title')} note={t('factors.note')}>
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('factors.find')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <Checkbox checked={trapped} onChange={(event) => setTrapped(event.target.checked)}>
          {t('factors.trappedOnly')}
        </Checkbox>
        <span className="muted">{t('factors.found', { n: found.length, all: factors.length })}</span>
      </div>
      <QueryState query={query}>
        <DataTable
          name={t('factors.title')}
          rowKey="code"
          pagination={{ pageSize: 50, showSizeChanger: false }}
          scroll={{ x: 980 }}
          dataSource={[...found]}
          columns={[
            {
              title: t('field.code'),
              dataIndex: 'code',
              width: 90,
              render: (code: string, row) => (
                <>
                  <code>{code}</code>
                  {row.confidence === 'memory' ? (
                    <>
                      <br />
                      <Tag>{t('factors.unprinted')}</Tag>
                    </>
                  ) : null}
                </>
              ),
            },
            {
              title: t('field.name'),
              value: nameOf,
              render: (_, row) => (
                <>
                  {nameOf(row)}
                  {language !== 'en' && row.nameEn ? (
                    <>
                      <br />
                      <small className="muted">{withSubscripts(row.nameEn)}</small>
                    </>
                  ) : null}
                </>
              ),
            },
            {
              title: t('factors.symbol'),
              dataIndex: 'symbol',
              width: 90,
              render: (text: string | null) => withSubscripts(text ?? ''),
            },
            {
              title: t('factors.legacy'),
              dataIndex: 'legacy',
              width: 100,
              render: (code: string | null) => (code ? <code>{code}</code> : null),
            },
            {
              title: t('factors.printedUnit'),
              dataIndex: 'unit',
              width: 110,
              render: (unit: string | null) => unit,
            },
            {
              title: t('factors.usualUnit'),
              dataIndex: 'usualUnit',
              width: 120,
              render: (unit: string | null, row) =>
                unit === row.unit ? unit : <Tag color="orange">{unit}</Tag>,
            },
            { title: t('factors.type'), dataIndex: 'type', width: 80 },
            {
              title: t('factors.traps'),
              value: (row) => traps(row).join('；'),
              render: (_, row) => (
                <>
                  {traps(row).map((text) => (
                    <div key={text}>⚠ {text}</div>
                  ))}
                  {language === 'en' && row.remark ? <small className="muted">{row.remark}</small> : null}
                </>
              ),
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}
