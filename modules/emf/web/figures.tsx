import {
  DataTable,
  Figure,
  formatPercent,
  Page,
  QueryState,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Flex } from 'antd';
import type { ReactNode } from 'react';
import { type EmfFigures, getEmfFigures } from '../contract.ts';

/** 电磁指标: disclosed, measured in time, complaints answered; of all and of each prefecture or division. */
export default function FiguresPage(): ReactNode {
  const t = useText('emf');
  const unitName = useUnitName();
  const query = useRouteQuery(getEmfFigures);
  const total = query.data?.total;
  return (
    <Page title={t('menu.figures')} note={t('figures.note')}>
      <QueryState query={query}>
        {total ? (
          <Flex vertical gap={16}>
            <Flex gap={12} wrap>
              <Figure label={t('figures.facilities')} value={total.facilities} />
              <Figure label={t('figures.disclosedShare')} value={formatPercent(total.disclosedShare)} />
              <Figure label={t('figures.inTimeShare')} value={formatPercent(total.inTimeShare)} />
              <Figure label={t('figures.closedShare')} value={formatPercent(total.closedShare)} />
              <Figure label={t('figures.openFindings')} value={total.openFindings} />
            </Flex>
            <DataTable<EmfFigures>
              name={t('menu.figures')}
              rowKey="unitPath"
              pagination={false}
              scroll={{ x: 760 }}
              dataSource={[total, ...(query.data?.units ?? [])]}
              columns={[
                {
                  title: t('field.unit'),
                  value: (row) => (row.unitPath === '/' ? t('figures.all') : unitName(row.unitPath)),
                },
                { title: t('figures.facilities'), value: (row) => row.facilities },
                { title: t('figures.disclosedShare'), value: (row) => formatPercent(row.disclosedShare) },
                { title: t('figures.inTimeShare'), value: (row) => formatPercent(row.inTimeShare) },
                { title: t('figures.openFindings'), value: (row) => row.openFindings },
                { title: t('figures.petitions'), value: (row) => row.petitions },
                { title: t('figures.closedShare'), value: (row) => formatPercent(row.closedShare) },
              ]}
            />
          </Flex>
        ) : null}
      </QueryState>
    </Page>
  );
}
