-- People are also told of tasks whose time is nearly over (临期提醒、催办).
alter table duty.notice_rule drop constraint notice_rule_occasion_check;
alter table duty.notice_rule add constraint notice_rule_occasion_check
  check (occasion in ('alarm-fired', 'alarm-escalated', 'task-dispatched', 'task-due', 'task-overdue'));
