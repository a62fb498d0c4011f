-- A case may come from a visit (检查): one case a visit.
alter table enforcement.case_file add column visit_id int unique;
