-- Tasks from mobile sources (移动放射源) and from the gamma network (辐射监测网); what became of a ground after it came; where the terms
-- of a rule as delivered come from.
alter table supervision.task drop constraint task_source_check;
alter table supervision.task add constraint task_source_check
  check (source in ('alarm', 'signal', 'tracking', 'radnet', 'manual'));

-- The facts of a ground stay as they were; that it was withdrawn or settled stands beside them.
alter table supervision.task_ground add column ended_at timestamptz, add column ended_why text;

alter table supervision.dispatch_rule add column source text, add column confidence text;
update supervision.dispatch_rule set source = '本平台建议', confidence = 'unverified' where reason = 'factory';

insert into supervision.dispatch_rule (key, version, name, enabled, sort, match, "order", effective_from, reason, source, confidence)
select key, 1, name, true, sort,
  '{"sources": [], "causes": [], "severities": [], "pointKinds": [], "codes": [], "controlLevels": [], "units": [], "minRatio": null, "minHours": null}'::jsonb || match::jsonb,
  '{"dispatch": true, "regionLevel": "middle", "corpsLevel": "middle", "role": "radiation-supervisor", "verification": "off-site",
    "receiveHours": 2, "warnHours": 6, "groupBy": "point",
    "deadlines": {"info": {"length": 5, "unit": "workday"}, "warning": {"length": 24, "unit": "hour"}, "critical": {"length": 24, "unit": "hour"}}}'::jsonb || orders::jsonb,
  '2020-01-01T00:00:00+08:00', 'factory', source, 'unverified'
from (values
  ('mobile-urgent', '放射源失控或容器外暴露：立即赴现场', 41,
   '{"sources": ["tracking"], "causes": ["mobile-source_missing", "mobile-exposed_outside_job"]}',
   '{"verification": "on-site", "receiveHours": 1, "warnHours": 1,
     "deadlines": {"info": {"length": 4, "unit": "hour"}, "warning": {"length": 4, "unit": "hour"}, "critical": {"length": 2, "unit": "hour"}},
     "requirement": "立即联系使用单位停止作业、划定警戒并持仪器搜寻，赴现场核实放射源是否在容器内；确认丢失、被盗或失控的按辐射事故报告。"}',
   '本平台建议；与初始报告的两小时同长，不是督办的法定期限'),
  ('mobile-area', '移动放射源越界、拆动、离线：核实去向', 43,
   '{"sources": ["tracking"], "causes": ["mobile-left_area", "mobile-border_crossing", "mobile-tamper", "mobile-offline"]}',
   '{"requirement": "核实放射源去向与最后位置、备案与停报情况，责令改正并反馈证据。"}',
   '本平台建议'),
  ('mobile-device', '移动放射源监控终端：电量不足、无法判断', 44,
   '{"sources": ["tracking"]}',
   '{"receiveHours": 24, "warnHours": 24,
     "deadlines": {"info": {"length": 5, "unit": "workday"}, "warning": {"length": 3, "unit": "workday"}, "critical": {"length": 2, "unit": "workday"}},
     "requirement": "督促使用单位充电、更换或到场核查终端，恢复监控并反馈。"}',
   '本平台建议'),
  ('gamma-urgent', '环境 γ 剂量率紧急：现场核实', 45,
   '{"sources": ["radnet"], "causes": ["gamma-rise"], "severities": ["critical"]}',
   '{"verification": "on-site",
     "requirement": "逐项核对视频、能谱、雨量、运维记录与邻站，派移动监测组赴现场测量，查明升高原因并反馈。"}',
   '本平台建议'),
  ('gamma-rise', '环境 γ 剂量率无雨升高：核实原因', 46,
   '{"sources": ["radnet"], "causes": ["gamma-rise"]}',
   '{"receiveHours": 4, "deadlines": {"info": {"length": 5, "unit": "workday"}, "warning": {"length": 3, "unit": "workday"}, "critical": {"length": 24, "unit": "hour"}},
     "requirement": "核对能谱、视频、运维记录与邻站数据，查明无雨升高的原因并反馈。"}',
   '本平台建议'),
  ('gamma-fault', 'γ 辐射自动站仪器故障满六小时：检修', 47,
   '{"sources": ["radnet"], "causes": ["gamma-fault"], "minHours": 6}',
   '{"role": "monitoring-station", "receiveHours": 24, "warnHours": 24,
     "deadlines": {"info": {"length": 5, "unit": "workday"}, "warning": {"length": 5, "unit": "workday"}, "critical": {"length": 2, "unit": "workday"}},
     "requirement": "检修或更换探测器，核对供电与通信，恢复正常测量并反馈。"}',
   '本平台建议；HJ 1009-2019 的修复时限没有核实')
) as r(key, name, sort, match, orders, source);
