import { DataTable, useText } from '@tarim/ui';
import { Card, Flex } from 'antd';
import type { ReactNode } from 'react';
import type { AmountItem, DamageDetail } from '../contract.ts';
import { Calculation } from './calculation.tsx';
import { yuan } from './words.tsx';

/** What the damage comes to: items of 民法典 1235 with their sum, how an estimate was made, what is owed and paid. */
export function Amounts({ one }: { one: DamageDetail }): ReactNode {
  const t = useText('damage');
  return (
    <Card size="small" title={t('case.amounts')}>
      <Flex vertical gap={12}>
        <DataTable<AmountItem & { nth: number }>
          name={t('field.items')}
          rowKey="nth"
          pagination={false}
          scroll={{ x: 560 }}
          dataSource={one.items.map((item, nth) => ({ ...item, nth }))}
          locale={{ emptyText: t('case.noItems') }}
          columns={[
            { title: t('field.item'), value: (row) => t(`item.${row.item}`) },
            { title: t('field.amount'), value: (row) => yuan(row.amount), align: 'right' },
            { title: t('field.note'), dataIndex: 'note' },
          ]}
        />
        {one.assessed === null ? null : (
          <b>
            {t('case.total')} {yuan(one.assessed)}
          </b>
        )}
        {one.estimate ? (
          <details>
            <summary>
              {t('field.estimate')} {t('calc.result', { damage: yuan(one.estimate.damage) })}
            </summary>
            <Calculation of={one.estimate} />
          </details>
        ) : null}
        <span>
          {t('field.amount')} {yuan(one.amount)} · {t('field.paid')} {yuan(one.paid)}
        </span>
      </Flex>
    </Card>
  );
}
