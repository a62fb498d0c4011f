-- 指挥视图 reads what was heard last, whatever else is stored.
create index case_step_at on enforcement.case_step (at desc);
create index clue_report_at on enforcement.clue_report (at desc);
create index clue_step_at on enforcement.clue_step (at desc);
