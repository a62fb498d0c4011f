import {
  DataTable,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Form, Input, Modal, Select, Switch, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type CalendarEntry, getCalendar, setLocalCounting } from '../contract.ts';
import { CalendarDayForm } from './calendar-day.tsx';
import { CalendarYear } from './calendar-year.tsx';
import { DeadlineTrial } from './deadline-trial.tsx';

const THIS_YEAR = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
const YEARS = Array.from({ length: THIS_YEAR + 3 - 2024 }, (_, index) => 2024 + index);

/** Working days of a year: what the State Council announced, what a region adds, what an administrator set; and a trial. */
export default function CalendarPage(): ReactNode {
  const t = useText('supervision');
  const unitName = useUnitName();
  const mayChange = useMay('supervision.configure', '/');
  const [year, setYear] = useState(THIS_YEAR);
  const [edited, setEdited] = useState<{ date: string } | null>(null);
  const [switching, setSwitching] = useState(false);
  const query = useRouteQuery(getCalendar, { query: { year } });
  const calendar = query.data?.year === year ? query.data : undefined;
  return (
    <Page
      title={t('calendar.title')}
      note={t('calendar.note')}
      extra={
        <>
          <Select
            aria-label={t('calendar.year')}
            value={year}
            onChange={setYear}
            options={YEARS.map((value) => ({ value, label: t('calendar.yearOf', { year: value }) }))}
          />
          {mayChange ? (
            <Button type="primary" onClick={() => setEdited({ date: `${year}-01-01` })}>
              {t('calendar.set')}
            </Button>
          ) : null}
        </>
      }
    >
      <QueryState query={query}>
        {calendar ? (
          <>
            {calendar.known ? null : (
              <Alert
                type="warning"
                showIcon
                style={{ marginBottom: 12 }}
                title={t('calendar.unknown', { year })}
              />
            )}
            <div className="grid cards-320" style={{ marginBottom: 14 }}>
              <div className="card">
                <h4>{t('calendar.basis')}</h4>
                {calendar.notice ? (
                  <>
                    <p>
                      {calendar.notice.title} {calendar.notice.docNo ?? ''}{' '}
                      <span className="muted">{calendar.notice.issuedOn}</span>{' '}
                      <Tag color="blue">{t(`confidence.${calendar.notice.confidence}`)}</Tag>
                    </p>
                    <ul className="steps">
                      {calendar.notice.sources.map((one) => (
                        <li key={one} className="muted">
                          {one}
                        </li>
                      ))}
                    </ul>
                  </>
                ) : (
                  <p className="muted">{t('calendar.noNotice')}</p>
                )}
              </div>
              <div className="card">
                <h4>{t('calendar.local')}</h4>
                <p>
                  <Switch
                    checked={calendar.countLocal}
                    disabled={!mayChange}
                    aria-label={t('calendar.countLocal')}
                    onChange={() => setSwitching(true)}
                  />{' '}
                  {t('calendar.countLocal')}
                </p>
                <p className="muted">{t('calendar.localHint')}</p>
                {calendar.countLocalBy ? (
                  <p className="muted">
                    {calendar.countLocalBy.by} · {formatTime(calendar.countLocalBy.at, 'full')} ·{' '}
                    {calendar.countLocalBy.reason}
                  </p>
                ) : null}
              </div>
              <DeadlineTrial />
            </div>
            <CalendarYear
              year={year}
              entries={calendar.entries}
              countLocal={calendar.countLocal}
              onDay={mayChange ? (date) => setEdited({ date }) : null}
            />
            <h4 className="section-title">{t('calendar.days')}</h4>
            <DataTable<CalendarEntry>
              name={t('calendar.title')}
              rowKey={(row) => `${row.origin}${row.unitPath}${row.date}`}
              pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
              scroll={{ x: 760 }}
              dataSource={calendar.entries as CalendarEntry[]}
              columns={[
                { title: t('calendar.date'), dataIndex: 'date', className: 'nowrap' },
                {
                  title: t('calendar.kind'),
                  value: (row) => t(`dayKind.${row.kind}`),
                  render: (_, row) => (
                    <Tag color={row.kind === 'holiday' ? 'red' : 'blue'}>{t(`dayKind.${row.kind}`)}</Tag>
                  ),
                },
                { title: t('calendar.name'), dataIndex: 'name' },
                {
                  title: t('calendar.where'),
                  value: (row) => unitName(row.unitPath),
                  render: (_, row) => (row.local ? unitName(row.unitPath, 'line') : t('calendar.national')),
                },
                {
                  title: t('calendar.origin'),
                  value: (row) => t(`origin.${row.origin}`),
                  render: (_, row) => (
                    <>
                      {t(`origin.${row.origin}`)} {row.changedBy ?? ''}
                      <br />
                      <small className="muted">{row.source}</small>
                    </>
                  ),
                },
                {
                  title: '',
                  render: (_, row) =>
                    mayChange ? (
                      <Button size="small" onClick={() => setEdited({ date: row.date })}>
                        {t('rules.edit')}
                      </Button>
                    ) : null,
                },
              ]}
            />
            {edited ? (
              <CalendarDayForm
                date={edited.date}
                entries={calendar.entries}
                onClose={() => setEdited(null)}
              />
            ) : null}
            {switching ? (
              <SwitchDialog countLocal={!calendar.countLocal} onClose={() => setSwitching(false)} />
            ) : null}
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}

/** Whether local holidays count, with the reason: deadlines of open tasks follow. */
function SwitchDialog({ countLocal, onClose }: { countLocal: boolean; onClose: () => void }): ReactNode {
  const t = useText('supervision');
  const [form] = Form.useForm<{ reason: string }>();
  const save = useRouteMutation(setLocalCounting, { success: t('calendar.saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t(countLocal ? 'calendar.countOn' : 'calendar.countOff')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <p className="muted">{t('calendar.recomputes')}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) => save.mutate({ body: { countLocal, reason } })}
      >
        <Form.Item
          name="reason"
          label={t('rules.reason')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
