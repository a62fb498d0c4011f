-- Tasks from measurements of electromagnetic fields (电磁环境) over the limit.
alter table supervision.task drop constraint task_source_check;
alter table supervision.task add constraint task_source_check
  check (source in ('alarm', 'signal', 'tracking', 'radnet', 'emf', 'manual'));

insert into supervision.dispatch_rule (key, version, name, enabled, sort, match, "order", effective_from, reason, source, confidence)
values ('emf-over', 1, '电磁场超过公众曝露控制限值：核实并责令整改', true, 48,
  '{"sources": ["emf"], "causes": ["emf-over"], "severities": [], "pointKinds": [], "codes": [], "controlLevels": [], "units": [], "minRatio": null, "minHours": null}',
  '{"dispatch": true, "regionLevel": "middle", "corpsLevel": "middle", "role": "radiation-supervisor", "verification": "on-site",
    "receiveHours": 24, "warnHours": 24, "groupBy": "point",
    "deadlines": {"info": {"length": 5, "unit": "workday"}, "warning": {"length": 5, "unit": "workday"}, "critical": {"length": 3, "unit": "workday"}},
    "requirement": "核对仪器、工况与叠加的其他设施，必要时复测；确认超限的，责令运营单位限期整改并反馈复测结果。"}',
  '2020-01-01T00:00:00+08:00', 'factory', '本平台建议', 'unverified');
