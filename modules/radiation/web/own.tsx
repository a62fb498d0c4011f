import { Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Card, Empty, Flex } from 'antd';
import type { ReactNode } from 'react';
import { listOwnUnits } from '../contract.ts';
import { Licences } from './licences.tsx';
import { People } from './people.tsx';
import { Reports } from './reports.tsx';
import { Attention } from './unit.tsx';
import { HeldSources } from './unit-lists.tsx';
import { Simulated } from './words.tsx';

/** What an enterprise sees and files of its own. */
export function OwnUnits(): ReactNode {
  const t = useText('radiation');
  const query = useRouteQuery(listOwnUnits);
  const units = query.data?.units ?? [];
  return (
    <Page
      title={t('menu.units')}
      note={t('own.note')}
      extra={<Simulated when={units.some(({ simulated }) => simulated)} />}
    >
      <QueryState query={query}>
        {units.length === 0 ? <Empty description={t('own.none')} /> : null}
        <Flex vertical gap={24}>
          {units.map((unit) => (
            <Card key={unit.id} title={unit.name} extra={unit.uscc}>
              <Flex vertical gap={16}>
                <Attention unit={unit} />
                <Reports unit={unit} own />
                <People unit={unit} own />
                <Licences unit={unit} />
                <HeldSources unit={unit} linked={false} />
              </Flex>
            </Card>
          ))}
        </Flex>
      </QueryState>
    </Page>
  );
}
