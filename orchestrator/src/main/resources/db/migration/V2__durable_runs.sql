-- Runs outlive the process: intents apart from states, outcomes that are put back, prompts, published versions.
alter table event add column form integer default 1 not null;
alter table event alter column form set default 2;
alter table event add column routine boolean default false not null;

alter table sample alter column campaign_id drop not null;
alter table run alter column campaign_id drop not null;
alter table run add column intent text default 'NONE' not null;
alter table run add column intent_number bigint default 0 not null;
alter table run add column outputs text default '{}' not null;

alter table command add column number bigint default 0 not null;
alter table command add column purpose text default 'DO' not null;
alter table command add column recovery text default 'NEVER_REPEAT' not null;
create index command_step on command (run_id, step_path);

create table workflow_version (
    name text not null,
    version text not null,
    title text not null,
    files text not null,
    number bigint not null,
    published timestamp(6) with time zone not null,
    primary key (name, version)
);

create table run_order (
    id uuid primary key,
    number bigint not null,
    workflow text not null,
    version text not null,
    params text not null,
    ordered timestamp(6) with time zone not null
);

create table prompt (
    id uuid primary key,
    run_id uuid not null references run,
    step_path text not null,
    sample_id text not null,
    about uuid,
    question text not null,
    choices text not null,
    unit text,
    preset text,
    asked timestamp(6) with time zone not null,
    due double precision,
    answer text,
    answered_by text,
    reason text,
    answered timestamp(6) with time zone
);
create index prompt_step on prompt (run_id, step_path);
