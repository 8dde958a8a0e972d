-- What was seen where in a photograph, and what moved the value that was read from it.
alter table capture add column overlay text;
alter table inference add column why text default '[]' not null;
