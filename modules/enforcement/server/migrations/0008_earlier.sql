-- Earlier penalties of an enterprise: whether an act was repeated.
create index case_enterprise on enforcement.case_file (enterprise_id) where enterprise_id is not null;
