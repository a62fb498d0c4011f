import { Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Button, Card, Empty, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type Facility,
  listOwnFacilities,
  type MeasurementRow,
  type Method,
  type RegisteredInstrument,
} from '../contract.ts';
import { FacilityTable } from './facility-table.tsx';
import { MeasurementDialog } from './measurement-dialog.tsx';
import { MeasurementTable } from './measurement-list.tsx';
import { Simulated } from './words.tsx';

/** What an enterprise sees and files of its own facilities. */
export function OwnFacilities(): ReactNode {
  const t = useText('emf');
  const query = useRouteQuery(listOwnFacilities);
  const facilities = (query.data?.facilities ?? []) as Facility[];
  const [filing, setFiling] = useState<Facility | null>(null);
  return (
    <Page
      title={t('menu.facilities')}
      note={t('own.note')}
      extra={<Simulated when={facilities.some(({ simulated }) => simulated)} />}
    >
      <QueryState query={query}>
        {facilities.length === 0 ? (
          <Empty description={t('own.none')} />
        ) : (
          <Flex vertical gap={16}>
            <FacilityTable rows={facilities} linked={false} />
            <Card size="small" title={t('measurement.own')}>
              <Flex gap={8} wrap>
                {facilities
                  .filter(({ state }) => state === 'in-use')
                  .map((one) => (
                    <Button key={one.id} onClick={() => setFiling(one)}>
                      {one.name}
                    </Button>
                  ))}
              </Flex>
            </Card>
            <Card size="small" title={t('facility.measurements')}>
              <MeasurementTable rows={(query.data?.measurements ?? []) as MeasurementRow[]} />
            </Card>
          </Flex>
        )}
      </QueryState>
      {filing ? (
        <MeasurementDialog
          of={filing}
          own
          methods={(query.data?.methods ?? []) as Method[]}
          instruments={(query.data?.instruments ?? []) as RegisteredInstrument[]}
          onClose={() => setFiling(null)}
        />
      ) : null}
    </Page>
  );
}
