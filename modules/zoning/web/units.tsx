import {
  DataTable,
  formatNumber,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { Alert, Button, Drawer, Popconfirm, Switch, Tag, Upload } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  CLASSES,
  DIMENSIONS,
  importUnits,
  listRules,
  listUnits,
  retireUnit,
  type Unit,
  type Version,
} from '../contract.ts';
import { CLASS_COLOURS } from './colours.ts';

const NONE: readonly Unit[] = [];

/** Units of a version on the map and as a list; a draft takes new ones by a file and gives some up. */
export function Units({ version }: { version: Version }): ReactNode {
  const t = useText('zoning');
  const may = useMay();
  const query = useRouteQuery(listUnits, { params: { id: version.id } });
  const [code, setCode] = useState<string | null>(null);
  const units = query.data?.units ?? NONE;
  const shown = units.find((one) => one.code === code) ?? null;
  const editable = version.step === 'draft' && may('zoning.write');
  const areas = useMemo(
    () =>
      units.map((unit) => ({
        id: unit.code,
        geometry: unit.geometry as ShownArea,
        colour: CLASS_COLOURS[unit.class],
      })),
    [units],
  );
  return (
    <QueryState query={query}>
      {editable ? <UnitImport version={version} /> : null}
      <ColouredMap
        areas={areas}
        legend={CLASSES.map((one) => ({ colour: CLASS_COLOURS[one], text: t(`class.${one}`) }))}
        onSelect={setCode}
        height={460}
      />
      <DataTable<Unit>
        name={t('plans.units')}
        rowKey="code"
        scroll={{ x: 700 }}
        dataSource={[...units]}
        columns={[
          {
            title: t('unit.code'),
            value: (row) => row.code,
            render: (_, row) => (
              <Button type="link" onClick={() => setCode(row.code)}>
                {row.code}
              </Button>
            ),
          },
          { title: t('unit.name'), dataIndex: 'name' },
          {
            title: t('unit.class'),
            value: (row) => t(`class.${row.class}`),
            render: (_, row) => <Tag color={CLASS_COLOURS[row.class]}>{t(`class.${row.class}`)}</Tag>,
          },
          { title: t('unit.area'), value: (row) => row.area ?? '—' },
          { title: t('unit.areaKm2'), value: (row) => Math.round(row.areaKm2 * 10) / 10 },
        ]}
      />
      <Drawer open={shown !== null} onClose={() => setCode(null)} title={shown?.name ?? ''} size="large">
        {shown ? (
          <UnitDetail unit={shown} version={version} editable={editable} onGone={() => setCode(null)} />
        ) : null}
      </Drawer>
    </QueryState>
  );
}

function UnitDetail({
  unit,
  version,
  editable,
  onGone,
}: {
  unit: Unit;
  version: Version;
  editable: boolean;
  onGone: () => void;
}): ReactNode {
  const t = useText('zoning');
  const rules = useRouteQuery(listRules, { params: { id: version.id } }).data?.rules ?? [];
  const here = rules.filter(
    (one) => one.level === 'region' || one.target === (one.level === 'area' ? unit.area : unit.code),
  );
  const retire = useRouteMutation(retireUnit, { success: t('unit.retired'), onSuccess: onGone });
  return (
    <>
      <p>
        <Tag color={CLASS_COLOURS[unit.class]}>{t(`class.${unit.class}`)}</Tag> {unit.code} ·{' '}
        {formatNumber(unit.areaKm2, 1)} km² · {unit.area ?? '—'}
        {version.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
      </p>
      {Object.entries(unit.attributes).map(([name, value]) => (
        <p key={name}>
          <span className="muted">{name}</span> {value}
        </p>
      ))}
      {DIMENSIONS.map((dimension) => (
        <section key={dimension}>
          <h4>{t(`dimension.${dimension}`)}</h4>
          <ul className="steps">
            {here
              .filter((one) => one.dimension === dimension)
              .map((one) => (
                <li key={one.id}>
                  <Tag>{t(`level.${one.level}`)}</Tag>
                  {one.text}
                </li>
              ))}
          </ul>
          {here.some((one) => one.dimension === dimension) ? null : (
            <p className="muted">{t('unit.noRule')}</p>
          )}
        </section>
      ))}
      {editable ? (
        <Popconfirm
          title={t('unit.retireSure')}
          onConfirm={() => retire.mutate({ params: { id: version.id, code: unit.code } })}
        >
          <Button danger>{t('unit.retire')}</Button>
        </Popconfirm>
      ) : null}
    </>
  );
}

type Report = NonNullable<
  ReturnType<
    typeof useRouteMutation<
      typeof importUnits.params,
      typeof importUnits.query,
      undefined,
      typeof importUnits.response
    >
  >['data']
>;

/** A file is looked at first; what was found is told before anything is kept. */
function UnitImport({ version }: { version: Version }): ReactNode {
  const t = useText('zoning');
  const [commit, setCommit] = useState(false);
  const [report, setReport] = useState<Report | null>(null);
  const send = useRouteMutation(importUnits, { onSuccess: setReport });
  return (
    <div className="filters">
      <Upload
        accept=".geojson,.json"
        showUploadList={false}
        beforeUpload={(file) => {
          send.mutate({ params: { id: version.id }, query: { mode: commit ? 'commit' : 'check' }, file });
          return Upload.LIST_IGNORE;
        }}
      >
        <Button loading={send.isPending}>{t('import.file')}</Button>
      </Upload>
      <span>
        <Switch checked={commit} onChange={setCommit} aria-label={t('import.commit')} /> {t('import.commit')}
      </span>
      {report ? (
        <Alert
          style={{ width: '100%' }}
          showIcon
          type={report.problems.length > 0 ? 'error' : report.committed ? 'success' : 'info'}
          title={t(report.committed ? 'import.done' : 'import.checked', { n: report.units })}
          description={
            <ul>
              {report.problems.map((one) => (
                <li
                  key={`${one.feature}${one.code}`}
                >{`${one.feature + 1}: ${one.message} (${one.code})`}</li>
              ))}
              {report.repaired.length > 0 ? (
                <li>{t('import.repaired', { codes: report.repaired.join(' ') })}</li>
              ) : null}
              {report.overlaps.map((one) => (
                <li key={`${one.a}${one.b}`}>
                  {t('import.overlap', { a: one.a, b: one.b, km2: formatNumber(one.areaKm2) })}
                </li>
              ))}
              {report.gapsKm2.length > 0 ? <li>{t('import.gaps', { n: report.gapsKm2.length })}</li> : null}
            </ul>
          }
        />
      ) : null}
    </div>
  );
}
