-- Tasks of one object are asked for by what they are about, ended ones too.
create index task_group on supervision.task (group_key text_pattern_ops);
