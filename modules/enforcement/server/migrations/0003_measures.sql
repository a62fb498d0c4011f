-- Documents of what runs beside the penalty: 查封扣押, 按日连续处罚, 移送.
alter table enforcement.document drop constraint document_kind_check;
alter table enforcement.document add constraint document_kind_check
  check (kind in ('notice', 'decision', 'daily-notice', 'daily-decision', 'seal', 'release', 'transfer'));
