import { useParams } from '@tanstack/react-router';
import { Page, QueryState, useMay, useRouteMutation, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Card, Descriptions, Empty, Flex, Progress } from 'antd';
import { type ReactNode, useState } from 'react';
import { changeUnit, getUnit, type UnitDetail, type UnitInput } from '../contract.ts';
import { Back } from './back.tsx';
import { Clocks } from './clocks.tsx';
import { type Field, FieldsDialog } from './fields-dialog.tsx';
import { Licences } from './licences.tsx';
import { People } from './people.tsx';
import { Reports } from './reports.tsx';
import { Devices, HeldSources, Places } from './unit-lists.tsx';
import { LevelTag, promptText, Simulated, StateTag } from './words.tsx';

/** One user of nuclear technology: what is wrong, what runs, what it has and who works there. */
export default function UnitPage(): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const { id } = useParams({ strict: false }) as { id: string };
  const [changing, setChanging] = useState(false);
  const query = useRouteQuery(getUnit, { params: { id: Number(id) } });
  const unit = query.data;
  return (
    <Page
      title={unit?.name ?? t('menu.units')}
      note={unit?.uscc ?? ''}
      extra={
        <>
          <Simulated when={unit?.simulated ?? false} />
          {unit?.licence ? <StateTag state={unit.licence.state} /> : null}
          {unit && may('radiation.manage', unit.unitPath) ? (
            <Button onClick={() => setChanging(true)}>{t('units.change')}</Button>
          ) : null}
        </>
      }
    >
      <Back to="/radiation/units" title={t('menu.units')} />
      <QueryState query={query}>{unit ? <Content unit={unit} /> : null}</QueryState>
      {changing && unit ? <ChangeUnit unit={unit} onClose={() => setChanging(false)} /> : null}
    </Page>
  );
}

function Content({ unit }: { unit: UnitDetail }): ReactNode {
  return (
    <Flex vertical gap={16}>
      <Facts unit={unit} />
      <Attention unit={unit} />
      <Licences unit={unit} />
      <HeldSources unit={unit} />
      <People unit={unit} />
      <Devices unit={unit} />
      <Places unit={unit} />
      <Reports unit={unit} />
    </Flex>
  );
}

/** What is wrong with a unit, and the periods that run. */
export function Attention({ unit }: { unit: UnitDetail }): ReactNode {
  const t = useText('radiation');
  return (
    <>
      <Card size="small" title={t('unit.prompts')}>
        {unit.prompts.length === 0 ? (
          <Empty description={t('unit.noPrompts')} />
        ) : (
          <Flex vertical gap={6}>
            {unit.prompts.map((one) => (
              <div key={`${one.key}${one.subject}${JSON.stringify(one.params)}`}>
                <LevelTag level={one.level} text={one.subject || t('field.unit')} /> {promptText(t, one)}
              </div>
            ))}
          </Flex>
        )}
      </Card>
      <Card size="small" title={t('unit.clocks')}>
        <Clocks clocks={unit.clocks} about />
      </Card>
    </>
  );
}

function Facts({ unit }: { unit: UnitDetail }): ReactNode {
  const t = useText('radiation');
  const unitName = useUnitName();
  const item = (key: string, children: ReactNode) => ({ key, label: t(`field.${key}`), children });
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        item('region', unitName(unit.unitPath)),
        item('address', unit.address || '—'),
        item('legalPerson', unit.legalPerson || '—'),
        item('safetyOfficer', unit.safetyOfficer || '—'),
        item('licenceNumber', unit.licence?.number ?? '—'),
        item('validTo', unit.licence?.validTo ?? '—'),
        item(
          'score',
          <Progress
            percent={unit.score}
            size="small"
            format={(n) => String(n)}
            status={unit.red > 0 ? 'exception' : 'normal'}
            aria-label={t('field.score')}
          />,
        ),
      ]}
    />
  );
}

function ChangeUnit({ unit, onClose }: { unit: UnitDetail; onClose: () => void }): ReactNode {
  const t = useText('radiation');
  const change = useRouteMutation(changeUnit, { success: t('units.changed'), onSuccess: onClose });
  const text = (name: keyof UnitInput & string, label: string, required = false): Field => ({
    name,
    label,
    kind: 'text',
    required,
    initial: unit[name],
  });
  return (
    <FieldsDialog
      title={t('units.change')}
      busy={change.isPending}
      onClose={onClose}
      fields={[
        text('name', t('field.unit'), true),
        text('address', t('field.address')),
        text('legalPerson', t('field.legalPerson')),
        text('safetyOfficer', t('field.safetyOfficer')),
      ]}
      onSend={(body) => change.mutate({ params: { id: unit.id }, body })}
    />
  );
}
