-- 指挥视图 reads what is open and what was heard last, whatever else is stored.
create index case_open on enforcement.case_file (unit_path text_pattern_ops) where state <> 'closed';
create index case_step_at on enforcement.case_step (at desc);
create index clue_report_at on enforcement.clue_report (at desc);
create index clue_step_at on enforcement.clue_step (at desc);
