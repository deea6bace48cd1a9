-- schema portal, owned by portal_owner; granted: usage to portal_app; usage to portal_eraser; usage to portal_worker

-- schema public, owned by pg_database_owner; granted: usage to public

-- new objects of kind f made by portal_owner; granted: nothing

create table public.access_chain (
  saver_id uuid not null,
  chain_id uuid not null,
  begun_at timestamp with time zone not null default now(),
  constraint access_chain_pkey PRIMARY KEY (saver_id),
  constraint access_chain_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: insert, select to portal_app; insert, select to portal_eraser; insert, select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.access_log (
  chain_id uuid not null,
  place integer not null,
  written_at timestamp(3) with time zone not null,
  role text not null,
  actor_reference text,
  act text not null,
  reason text,
  consent_id uuid,
  key_id text not null,
  mac bytea not null,
  constraint access_log_pkey PRIMARY KEY (chain_id, place),
  constraint access_log_act_is_short_name CHECK (((act ~ '^[a-z]+(-[a-z0-9]+)*$'::text) AND (octet_length(act) <= 64))),
  constraint access_log_counts_from_one CHECK ((place >= 1)),
  constraint access_log_mac_is_whole CHECK ((octet_length(mac) = 32)),
  constraint access_log_others_are_named CHECK (((role = ANY (ARRAY['saver'::text, 'portal'::text])) OR (actor_reference IS NOT NULL))),
  constraint access_log_reason_is_short_name CHECK (((reason ~ '^[a-z]+(-[a-z0-9]+)*$'::text) AND (octet_length(reason) <= 64))),
  constraint access_log_reference_is_short CHECK (((octet_length(actor_reference) >= 1) AND (octet_length(actor_reference) <= 64))),
  constraint access_log_role_is_known CHECK ((role = ANY (ARRAY['saver'::text, 'helper'::text, 'ombud'::text, 'partner'::text, 'operator'::text, 'portal'::text])))
);
CREATE INDEX access_log_age ON public.access_log USING brin (written_at);
-- row-level security enabled and forced
-- policy own_chain permissive for all to {public} using ((EXISTS ( SELECT
   FROM public.access_chain c
  WHERE ((c.saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (c.chain_id = access_log.chain_id))))) with check ()
-- policy owner_reads permissive for r to {portal_owner} using (true) with check ()
-- granted: insert, select to portal_app; insert, select to portal_eraser; insert, select to portal_worker

create table public.approval (
  saver_id uuid not null,
  approval_id uuid not null,
  version text not null,
  channel text not null,
  approved_at timestamp with time zone not null default now(),
  withdrawn_at timestamp with time zone,
  constraint approval_pkey PRIMARY KEY (saver_id, approval_id),
  constraint approval_channel_is_known CHECK ((channel = 'portal'::text)),
  constraint approval_is_withdrawn_after_given CHECK ((withdrawn_at >= approved_at)),
  constraint approval_names_version CHECK ((version <> ''::text)),
  constraint approval_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
CREATE INDEX approval_newest ON ONLY public.approval USING btree (saver_id, approved_at DESC);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (withdrawn_at) update to portal_app
-- granted: insert, select to portal_app; select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.certificate_watch (
  sha256 text not null,
  use text not null,
  provider_id text,
  valid_to timestamp with time zone not null,
  warning text,
  warned_at timestamp with time zone,
  checked_at timestamp with time zone not null,
  constraint certificate_watch_is_fingerprint CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint certificate_watch_use_is_known CHECK ((use = ANY (ARRAY['tls'::text, 'signing'::text]))),
  constraint certificate_watch_warning_has_time CHECK (((warning IS NULL) = (warned_at IS NULL))),
  constraint certificate_watch_warning_is_known CHECK ((warning = ANY (ARRAY['60-days'::text, '14-days'::text, 'ended'::text]))),
  constraint certificate_watch_provider_fkey FOREIGN KEY (provider_id) REFERENCES public.provider(provider_id),
  constraint certificate_watch_once UNIQUE NULLS NOT DISTINCT (provider_id, use, sha256)
);
-- row-level security none
-- granted: delete, insert, select, update to portal_worker

create table public.collection (
  saver_id uuid not null,
  collection_id uuid not null,
  reason text not null,
  requested_at timestamp with time zone not null default now(),
  deadline_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint collection_pkey PRIMARY KEY (saver_id, collection_id),
  constraint collection_deadline_follows_request CHECK ((deadline_at > requested_at)),
  constraint collection_reason_is_known CHECK ((reason = ANY (ARRAY['first-visit'::text, 'saver-asked'::text, 'older-than-30-days'::text]))),
  constraint collection_settles_after_request CHECK ((settled_at >= requested_at)),
  constraint collection_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
CREATE INDEX collection_newest ON ONLY public.collection USING btree (saver_id, requested_at DESC);
CREATE UNIQUE INDEX collection_one_under_way ON ONLY public.collection USING btree (saver_id) WHERE (settled_at IS NULL);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (settled_at) update to portal_app; update to portal_worker
-- granted: insert, select to portal_app; insert, select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.email_change (
  saver_id uuid not null,
  change_id uuid not null,
  email_sealed bytea not null,
  code_hash bytea,
  asked_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint email_change_pkey PRIMARY KEY (saver_id, change_id),
  constraint email_change_code_hash_is_whole CHECK ((octet_length(code_hash) = 32)),
  constraint email_change_email_is_sealed CHECK (((octet_length(email_sealed) >= 37) AND (get_byte(email_sealed, 0) = 1))),
  constraint email_change_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (code_hash) update to portal_worker
-- granted: (expires_at) update to portal_app
-- granted: delete, insert, select to portal_app; select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.errand (
  saver_id uuid not null,
  errand_id uuid not null,
  provider_id text not null,
  tx_id uuid not null,
  operation text not null,
  content_sealed bytea not null,
  state text not null default 'waiting'::text,
  error_code text,
  reason_sealed bytea,
  answer_sealed bytea,
  attempts integer not null default 0,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  receipted_at timestamp with time zone,
  decided_at timestamp with time zone,
  answered_at timestamp with time zone,
  constraint errand_pkey PRIMARY KEY (saver_id, errand_id),
  constraint errand_answer_if_answered CHECK (((state = 'answered'::text) = (answer_sealed IS NOT NULL))),
  constraint errand_answer_is_sealed CHECK (((octet_length(answer_sealed) >= 37) AND (get_byte(answer_sealed, 0) = 1))),
  constraint errand_answer_time_if_answered CHECK (((state = 'answered'::text) = (answered_at IS NOT NULL))),
  constraint errand_attempts_count_from_zero CHECK ((attempts >= 0)),
  constraint errand_content_is_sealed CHECK (((octet_length(content_sealed) >= 37) AND (get_byte(content_sealed, 0) = 1))),
  constraint errand_decision_time_if_decided CHECK (((state = ANY (ARRAY['received'::text, 'rejected'::text, 'answered'::text])) = (decided_at IS NOT NULL))),
  constraint errand_error_code_if_failed CHECK (((state = 'failed'::text) = (error_code IS NOT NULL))),
  constraint errand_error_code_is_known CHECK ((error_code = ANY (ARRAY['unreachable'::text, 'timeout'::text, 'fault'::text, 'malformed-response'::text, 'rejected-signature'::text, 'wrong-person'::text, 'wrong-transaction'::text, 'too-large'::text, 'clock-skew'::text, 'unknown-sender'::text, 'interrupted'::text]))),
  constraint errand_only_complaints_are_answered CHECK (((state <> 'answered'::text) OR (operation = 'anmalFel'::text))),
  constraint errand_operation_is_known CHECK ((operation = ANY (ARRAY['lamnaUttagsplan'::text, 'anmalFel'::text]))),
  constraint errand_reason_if_rejected CHECK (((state = 'rejected'::text) = (reason_sealed IS NOT NULL))),
  constraint errand_reason_is_sealed CHECK (((octet_length(reason_sealed) >= 37) AND (get_byte(reason_sealed, 0) = 1))),
  constraint errand_receipted_if_sent CHECK (((receipted_at IS NULL) OR (attempts > 0))),
  constraint errand_sent_time_if_sent CHECK (((attempts > 0) = (sent_at IS NOT NULL))),
  constraint errand_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'received'::text, 'rejected'::text, 'answered'::text, 'failed'::text]))),
  constraint errand_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id),
  constraint errand_tx_id_once UNIQUE (saver_id, tx_id)
) partition by HASH (saver_id);
CREATE INDEX errand_newest ON ONLY public.errand USING btree (saver_id, created_at DESC);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (answer_sealed) update to portal_app; update to portal_worker
-- granted: (answered_at) update to portal_app; update to portal_worker
-- granted: (attempts) update to portal_app; update to portal_worker
-- granted: (decided_at) update to portal_app; update to portal_worker
-- granted: (error_code) update to portal_app; update to portal_worker
-- granted: (reason_sealed) update to portal_app; update to portal_worker
-- granted: (receipted_at) update to portal_app; update to portal_worker
-- granted: (sent_at) update to portal_app; update to portal_worker
-- granted: (state) update to portal_app; update to portal_worker
-- granted: insert, select to portal_app; insert, select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.exchange (
  began_at timestamp with time zone not null,
  tx_id uuid,
  provider_id text,
  direction text not null,
  step text not null,
  operation text,
  ms integer not null,
  bytes_in integer not null,
  bytes_out integer not null,
  outcome text not null,
  reason text,
  ssek_fault text,
  constraint exchange_direction_is_known CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint exchange_measures_count_from_zero CHECK (((ms >= 0) AND (bytes_in >= 0) AND (bytes_out >= 0))),
  constraint exchange_step_goes_with_direction CHECK ((((direction = 'out'::text) AND (step = ANY (ARRAY['question'::text, 'fetch'::text, 'errand'::text]))) OR ((direction = 'in'::text) AND (step = 'delivery'::text)))),
  constraint exchange_words_are_short CHECK (((octet_length(operation) <= 64) AND (octet_length(outcome) <= 32) AND (octet_length(reason) <= 64) AND (octet_length(ssek_fault) <= 32)))
);
CREATE INDEX exchange_age ON public.exchange USING brin (began_at);
CREATE INDEX exchange_newest ON public.exchange USING btree (provider_id, began_at);
CREATE INDEX exchange_of_transaction ON public.exchange USING btree (tx_id);
-- row-level security none
-- granted: insert to portal_app; insert to portal_worker

create table public.holding (
  saver_id uuid not null,
  holding_id uuid not null,
  retrieval_id uuid not null,
  provider_id text not null,
  content_sealed bytea not null,
  value_date date,
  constraint holding_pkey PRIMARY KEY (saver_id, holding_id),
  constraint holding_content_is_sealed CHECK (((octet_length(content_sealed) >= 37) AND (get_byte(content_sealed, 0) = 1))),
  constraint holding_retrieval_fkey FOREIGN KEY (saver_id, retrieval_id) REFERENCES public.retrieval(saver_id, retrieval_id)
) partition by HASH (saver_id);
CREATE INDEX holding_of_retrieval ON ONLY public.holding USING btree (saver_id, retrieval_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: insert, select to portal_app; insert, select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.login_attempt (
  state_hash bytea not null,
  payload_sealed bytea not null,
  expires_at timestamp with time zone not null,
  constraint login_attempt_pkey PRIMARY KEY (state_hash),
  constraint login_attempt_payload_is_sealed CHECK ((get_byte(payload_sealed, 0) = 2)),
  constraint login_attempt_state_hash_is_whole CHECK ((octet_length(state_hash) = 32))
);
CREATE INDEX login_attempt_expiry ON public.login_attempt USING btree (expires_at);
-- row-level security none
-- granted: nothing

create table public.notice (
  saver_id uuid not null,
  notice_id uuid not null,
  kind text not null,
  event_id uuid not null,
  state text not null default 'waiting'::text,
  reason text,
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (saver_id, notice_id),
  constraint notice_end_time_if_ended CHECK (((state = ANY (ARRAY['sent'::text, 'dropped'::text, 'failed'::text])) = (ended_at IS NOT NULL))),
  constraint notice_kind_is_known CHECK ((kind = ANY (ARRAY['collected'::text, 'new-figures'::text]))),
  constraint notice_reason_if_not_sent CHECK (((state = ANY (ARRAY['dropped'::text, 'failed'::text])) = (reason IS NOT NULL))),
  constraint notice_reason_is_short_name CHECK ((reason ~ '^[a-z]+(-[a-z0-9]+)*$'::text)),
  constraint notice_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'dropped'::text, 'failed'::text]))),
  constraint notice_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id),
  constraint notice_once_per_event UNIQUE (saver_id, kind, event_id)
) partition by HASH (saver_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (ended_at) update to portal_worker
-- granted: (reason) update to portal_worker
-- granted: (state) update to portal_worker
-- granted: insert, select to portal_app; insert, select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.original (
  saver_id uuid not null,
  retrieval_id uuid not null,
  content_sealed bytea not null storage external,
  content_type text not null,
  received_at timestamp with time zone not null default now(),
  constraint original_pkey PRIMARY KEY (saver_id, retrieval_id),
  constraint original_content_is_sealed CHECK (((octet_length(content_sealed) >= 37) AND (get_byte(content_sealed, 0) = 1))),
  constraint original_retrieval_fkey FOREIGN KEY (saver_id, retrieval_id) REFERENCES public.retrieval(saver_id, retrieval_id)
) partition by HASH (saver_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: insert, select to portal_app; insert to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.provider (
  provider_id text not null,
  name text not null,
  organisation_number text not null,
  kind text not null,
  endpoint text not null,
  vocabulary text not null,
  flow text not null,
  connected boolean not null,
  concurrency integer not null,
  resend_allowed boolean not null,
  deadline_seconds integer not null,
  "position" integer not null,
  adapter text not null default 'none'::text,
  message_security text not null default 'none'::text,
  questions_per_second double precision,
  constraint provider_pkey PRIMARY KEY (provider_id),
  constraint provider_adapter_is_short_name CHECK ((adapter ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint provider_concurrency_is_sane CHECK (((concurrency >= 1) AND (concurrency <= 1000))),
  constraint provider_deadline_is_positive CHECK ((deadline_seconds > 0)),
  constraint provider_endpoint_is_https CHECK ((endpoint ~ '^https://'::text)),
  constraint provider_flow_is_known CHECK ((flow = ANY (ARRAY['sync'::text, 'push'::text, 'pull'::text]))),
  constraint provider_has_name CHECK ((name <> ''::text)),
  constraint provider_id_is_short_name CHECK ((provider_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint provider_kind_is_known CHECK ((kind = ANY (ARRAY['authority'::text, 'insurer'::text]))),
  constraint provider_message_security_is_known CHECK ((message_security = ANY (ARRAY['none'::text, 'signature'::text]))),
  constraint provider_organisation_number_is_twelve_digits CHECK ((organisation_number ~ '^16[0-9]{10}$'::text)),
  constraint provider_position_counts_from_zero CHECK (("position" >= 0)),
  constraint provider_questions_per_second_is_sane CHECK (((questions_per_second > (0)::double precision) AND (questions_per_second <= (1000)::double precision))),
  constraint provider_vocabulary_is_known CHECK ((vocabulary = ANY (ARRAY['mis-1.6'::text, 'mis-2.0'::text, 'pensionsmyndigheten'::text, 'spv'::text])))
);
-- row-level security none
-- granted: select to portal_app; select to portal_worker

create table public.provider_certificate (
  provider_id text not null,
  use text not null,
  place smallint not null,
  sha256 text not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone not null,
  constraint provider_certificate_pkey PRIMARY KEY (provider_id, use, place),
  constraint provider_certificate_at_most_two CHECK ((place = ANY (ARRAY[1, 2]))),
  constraint provider_certificate_ends_after_it_begins CHECK ((valid_from < valid_to)),
  constraint provider_certificate_is_fingerprint CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint provider_certificate_use_is_known CHECK ((use = ANY (ARRAY['tls'::text, 'signing'::text]))),
  constraint provider_certificate_provider_fkey FOREIGN KEY (provider_id) REFERENCES public.provider(provider_id),
  constraint provider_certificate_once UNIQUE (provider_id, use, sha256)
);
-- row-level security none
-- granted: select to portal_app; select to portal_worker

create table public.provider_circuit (
  provider_id text not null,
  failures integer not null,
  open_until timestamp with time zone,
  probe_until timestamp with time zone,
  constraint provider_circuit_pkey PRIMARY KEY (provider_id),
  constraint provider_circuit_failures_count_from_zero CHECK ((failures >= 0)),
  constraint provider_circuit_probes_only_when_open CHECK (((probe_until IS NULL) OR (open_until IS NOT NULL))),
  constraint provider_circuit_provider_fkey FOREIGN KEY (provider_id) REFERENCES public.provider(provider_id)
);
-- row-level security none
-- granted: insert, select, update to portal_worker

create table public.provider_pace (
  provider_id text not null,
  next_at timestamp with time zone not null,
  constraint provider_pace_pkey PRIMARY KEY (provider_id),
  constraint provider_pace_provider_fkey FOREIGN KEY (provider_id) REFERENCES public.provider(provider_id)
);
-- row-level security none
-- granted: insert, select, update to portal_worker

create table public.provider_slot (
  provider_id text not null,
  slot integer not null,
  leased_by text,
  lease uuid,
  leased_until timestamp with time zone,
  constraint provider_slot_pkey PRIMARY KEY (provider_id, slot),
  constraint provider_slot_counts_from_zero CHECK ((slot >= 0)),
  constraint provider_slot_lease_is_whole CHECK ((num_nulls(leased_by, lease, leased_until) = ANY (ARRAY[0, 3]))),
  constraint provider_slot_provider_fkey FOREIGN KEY (provider_id) REFERENCES public.provider(provider_id)
);
-- row-level security none
-- granted: (lease) update to portal_worker
-- granted: (leased_by) update to portal_worker
-- granted: (leased_until) update to portal_worker
-- granted: insert, select to portal_worker

create table public.provider_window (
  provider_id text not null,
  place smallint not null,
  weekday smallint,
  from_time time without time zone,
  to_time time without time zone,
  from_at timestamp with time zone,
  to_at timestamp with time zone,
  constraint provider_window_pkey PRIMARY KEY (provider_id, place),
  constraint provider_window_counts_from_one CHECK ((place >= 1)),
  constraint provider_window_ends_after_it_begins CHECK ((from_at < to_at)),
  constraint provider_window_is_weekly_or_once CHECK ((((num_nulls(weekday, from_time, to_time) = 0) AND (num_nonnulls(from_at, to_at) = 0)) OR ((num_nonnulls(weekday, from_time, to_time) = 0) AND (num_nulls(from_at, to_at) = 0)))),
  constraint provider_window_weekday_is_monday_to_sunday CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint provider_window_provider_fkey FOREIGN KEY (provider_id) REFERENCES public.provider(provider_id)
);
-- row-level security none
-- granted: select to portal_app; select to portal_worker

create table public.recalculation (
  provider_id text not null,
  tx_id uuid not null,
  valid_on date not null,
  stock text not null,
  received_at timestamp with time zone not null default now(),
  constraint recalculation_pkey PRIMARY KEY (provider_id, tx_id),
  constraint recalculation_stock_is_named CHECK (((char_length(stock) >= 1) AND (char_length(stock) <= 200))),
  constraint recalculation_provider_fkey FOREIGN KEY (provider_id) REFERENCES public.provider(provider_id)
);
-- row-level security none
-- granted: insert, select to portal_app

create table public.retrieval (
  saver_id uuid not null,
  retrieval_id uuid not null,
  collection_id uuid not null,
  provider_id text not null,
  tx_id uuid not null,
  outcome text not null,
  error_code text,
  later boolean not null default false,
  asked_at timestamp with time zone,
  answered_at timestamp with time zone,
  attempts integer not null default 0,
  constraint retrieval_pkey PRIMARY KEY (saver_id, retrieval_id),
  constraint retrieval_answer_time_if_answered CHECK (((outcome = ANY (ARRAY['answered'::text, 'nothing-held'::text])) = (answered_at IS NOT NULL))),
  constraint retrieval_asked_time_if_sent CHECK (((attempts > 0) = (asked_at IS NOT NULL))),
  constraint retrieval_attempts_count_from_zero CHECK ((attempts >= 0)),
  constraint retrieval_disconnected_is_never_asked CHECK (((outcome <> 'disconnected'::text) OR ((attempts = 0) AND (NOT later)))),
  constraint retrieval_error_code_if_failed CHECK (((outcome = 'failed'::text) = (error_code IS NOT NULL))),
  constraint retrieval_error_code_is_known CHECK ((error_code = ANY (ARRAY['unreachable'::text, 'timeout'::text, 'fault'::text, 'malformed-response'::text, 'rejected-signature'::text, 'wrong-person'::text, 'wrong-transaction'::text, 'too-large'::text, 'clock-skew'::text, 'unknown-sender'::text, 'deadline-passed'::text, 'interrupted'::text]))),
  constraint retrieval_outcome_is_known CHECK ((outcome = ANY (ARRAY['waiting'::text, 'answered'::text, 'nothing-held'::text, 'failed'::text, 'disconnected'::text]))),
  constraint retrieval_collection_fkey FOREIGN KEY (saver_id, collection_id) REFERENCES public.collection(saver_id, collection_id),
  constraint retrieval_provider_once_per_collection UNIQUE (saver_id, collection_id, provider_id),
  constraint retrieval_tx_id_once UNIQUE (saver_id, tx_id)
) partition by HASH (saver_id);
CREATE TRIGGER retrieval_announces_outcome AFTER UPDATE OF outcome ON public.retrieval FOR EACH ROW WHEN ((old.outcome IS DISTINCT FROM new.outcome)) EXECUTE FUNCTION portal.announce_retrieval();
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (answered_at) update to portal_app; update to portal_worker
-- granted: (asked_at) update to portal_app; update to portal_worker
-- granted: (attempts) update to portal_app; update to portal_worker
-- granted: (error_code) update to portal_app; update to portal_worker
-- granted: (later) update to portal_app; update to portal_worker
-- granted: (outcome) update to portal_app; update to portal_worker
-- granted: insert, select to portal_app; insert, select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.saver (
  saver_id uuid not null,
  number_sealed bytea not null,
  name_sealed bytea not null,
  email_sealed bytea,
  language text not null default 'sv'::text,
  protected_identity boolean not null default false,
  created_at timestamp with time zone not null default now(),
  notices boolean not null default true,
  constraint saver_pkey PRIMARY KEY (saver_id),
  constraint saver_email_is_sealed CHECK (((octet_length(email_sealed) >= 37) AND (get_byte(email_sealed, 0) = 1))),
  constraint saver_language_is_known CHECK ((language = ANY (ARRAY['sv'::text, 'en'::text]))),
  constraint saver_name_is_sealed CHECK (((octet_length(name_sealed) >= 37) AND (get_byte(name_sealed, 0) = 1))),
  constraint saver_number_is_sealed CHECK (((octet_length(number_sealed) >= 37) AND (get_byte(number_sealed, 0) = 1)))
) partition by HASH (saver_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (email_sealed) update to portal_app
-- granted: (language) update to portal_app
-- granted: (name_sealed) update to portal_app
-- granted: (notices) update to portal_app
-- granted: (protected_identity) update to portal_app
-- granted: insert, select to portal_app; select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.saver_identity (
  number_hash bytea not null,
  saver_id uuid not null,
  is_current boolean not null default true,
  constraint saver_identity_pkey PRIMARY KEY (number_hash),
  constraint saver_identity_hash_is_whole CHECK ((octet_length(number_hash) = 32))
);
CREATE UNIQUE INDEX saver_identity_one_current ON public.saver_identity USING btree (saver_id) WHERE is_current;
-- row-level security none
-- granted: nothing

create table public.saver_key (
  saver_id uuid not null,
  key_id text not null,
  wrapped bytea not null,
  constraint saver_key_pkey PRIMARY KEY (saver_id),
  constraint saver_key_is_wrapped CHECK (((octet_length(wrapped) = 69) AND (get_byte(wrapped, 0) = 3))),
  constraint saver_key_names_master_key CHECK ((key_id ~ '^[A-Za-z0-9_-]{1,32}$'::text)),
  constraint saver_key_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (key_id) update to portal_app
-- granted: (wrapped) update to portal_app
-- granted: insert, select to portal_app; select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.saver_record (
  saver_id uuid not null,
  record_id uuid not null,
  kind text not null,
  version integer not null default 1,
  content_sealed bytea not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  constraint saver_record_pkey PRIMARY KEY (saver_id, record_id),
  constraint saver_record_content_is_sealed CHECK (((octet_length(content_sealed) >= 37) AND (get_byte(content_sealed, 0) = 1))),
  constraint saver_record_kind_is_known CHECK ((kind = ANY (ARRAY['facts'::text, 'own-entry'::text, 'plan'::text]))),
  constraint saver_record_version_counts_from_one CHECK ((version >= 1)),
  constraint saver_record_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
CREATE UNIQUE INDEX saver_record_facts_once ON ONLY public.saver_record USING btree (saver_id) WHERE (kind = 'facts'::text);
CREATE INDEX saver_record_of_kind ON ONLY public.saver_record USING btree (saver_id, kind, created_at);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (changed_at) update to portal_app
-- granted: (content_sealed) update to portal_app
-- granted: (version) update to portal_app
-- granted: delete, insert, select to portal_app; select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.session (
  token_hash bytea not null,
  saver_id uuid not null,
  level text not null,
  id_token_sealed bytea not null,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  absolute_until timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_ends_after_begin CHECK ((absolute_until > created_at)),
  constraint session_id_token_is_sealed CHECK ((get_byte(id_token_sealed, 0) = 2)),
  constraint session_level_is_known CHECK ((level = 'loa3'::text)),
  constraint session_seen_after_begin CHECK ((last_seen_at >= created_at)),
  constraint session_token_hash_is_whole CHECK ((octet_length(token_hash) = 32))
);
CREATE INDEX session_last_seen ON public.session USING btree (last_seen_at);
-- row-level security none
-- granted: nothing

create table public.tx_route (
  tx_id uuid not null,
  saver_id uuid not null,
  retrieval_id uuid,
  provider_id text not null,
  created_at timestamp with time zone not null default now(),
  errand_id uuid,
  constraint tx_route_pkey PRIMARY KEY (tx_id),
  constraint tx_route_leads_to_one CHECK ((num_nonnulls(retrieval_id, errand_id) = 1))
);
-- row-level security none
-- granted: nothing

create table public.tx_tombstone (
  tx_id uuid not null,
  provider_id text not null,
  erased_on date not null default CURRENT_DATE,
  constraint tx_tombstone_pkey PRIMARY KEY (tx_id)
);
CREATE INDEX tx_tombstone_age ON public.tx_tombstone USING brin (erased_on);
-- row-level security none
-- granted: nothing

CREATE OR REPLACE FUNCTION portal.access_log_heads(since timestamp with time zone)
 RETURNS TABLE(chain_id uuid, place integer, mac bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select distinct on (l.chain_id) l.chain_id, l.place, l.mac
      from public.access_log l
      where l.written_at >= since
      order by l.chain_id, l.place desc
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.add_errand_route(tx uuid, saver uuid, errand uuid, provider text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if saver is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A route leads to the saver of its transaction' using errcode = '42501';
      end if;
      insert into public.tx_route (tx_id, saver_id, errand_id, provider_id) values (tx, saver, errand, provider);
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app; execute to portal_worker

CREATE OR REPLACE FUNCTION portal.add_tx_route(tx uuid, saver uuid, retrieval uuid, provider text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if saver is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A route leads to the saver of its transaction' using errcode = '42501';
      end if;
      insert into public.tx_route (tx_id, saver_id, retrieval_id, provider_id) values (tx, saver, retrieval, provider);
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app; execute to portal_worker

CREATE OR REPLACE FUNCTION portal.announce_retrieval()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    begin
      perform pg_catalog.pg_notify('retrieval', pg_catalog.json_build_object(
        'retrievalId', new.retrieval_id, 'collectionId', new.collection_id, 'outcome', new.outcome)::text);
      return null;
    end
    $function$;
-- owned by portal_owner; granted: nothing

CREATE OR REPLACE FUNCTION portal.close_session(token bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.session where token_hash = token
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.enqueue(task text, payload json, job_key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      added bigint;
    begin
      if task is null or task not in ('retrieve', 'expire-retrievals', 'send-errand', 'send-notice', 'confirm-email') then
        raise exception 'No such task may be enqueued' using errcode = '42501';
      end if;
      if (payload ->> 'saverId')::uuid is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A job is about the saver of its transaction' using errcode = '42501';
      end if;
      for attempt in 1..500 loop
        select job.id into added from graphile_worker.add_job(
          identifier => task, payload => payload, job_key => job_key, run_at => run_at, max_attempts => 25) as job;
        exit when added is not null;
        -- A job with this key is being picked up at this instant, and add_job has done nothing: once more.
        perform pg_catalog.pg_sleep(0.002);
      end loop;
      if added is null then
        raise exception 'The job queue did not take the job' using errcode = '55P03';
      end if;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app; execute to portal_worker

CREATE OR REPLACE FUNCTION portal.erase_saver()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      erased constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
      remaining oid[];
      free oid;
    begin
      if erased is null then
        raise exception 'A saver is erased in its own transaction' using errcode = '42501';
      end if;
      -- Nobody writes for the saver from here on: what was being written has been, and what comes later finds no saver.
      perform from public.saver s where s.saver_id = erased for update;

      delete from public.tx_tombstone where erased_on < current_date - 365;
      insert into public.tx_tombstone (tx_id, provider_id)
        select r.tx_id, r.provider_id from public.tx_route r where r.saver_id = erased;
      delete from graphile_worker._private_jobs where payload ->> 'saverId' = erased::text;

      select array_agg(c.oid) into remaining
      from pg_catalog.pg_class c
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'saver_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition
        and c.relnamespace = 'public'::pg_catalog.regnamespace;
      while remaining <> '{}' loop
        select one into free from unnest(remaining) as one
        where not exists (
          select from pg_catalog.pg_constraint k
          where k.contype = 'f' and k.confrelid = one and k.conrelid = any (remaining) and k.conrelid <> one)
        limit 1;
        if free is null then
          raise exception 'Tables with savers refer to each other in a circle' using errcode = '42P17';
        end if;
        execute pg_catalog.format('delete from %s where saver_id = $1', free::pg_catalog.regclass) using erased;
        remaining := pg_catalog.array_remove(remaining, free);
      end loop;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_eraser

CREATE OR REPLACE FUNCTION portal.find_saver(hash bytea)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select i.saver_id from public.saver_identity i where i.number_hash = hash
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.forget_exchanges(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      gone integer;
    begin
      delete from public.exchange where ctid = any (array(
        select e.ctid from public.exchange e where e.began_at < now() - interval '90 days' limit most));
      get diagnostics gone = row_count;
      return gone;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.open_session(token bytea, saver uuid, level text, id_token bytea, lasting interval, idle interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.session where token_hash in (
        select s.token_hash from public.session s where s.last_seen_at <= now() - idle
        order by s.last_seen_at limit 100 for update skip locked);
      insert into public.session (token_hash, saver_id, level, id_token_sealed, absolute_until)
      values (token, saver, level, id_token, now() + lasting);
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.own_identities()
 RETURNS TABLE(is_current boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select i.is_current from public.saver_identity i
      where i.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.own_sessions()
 RETURNS TABLE(level text, created_at timestamp with time zone, last_seen_at timestamp with time zone, absolute_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select s.level, s.created_at, s.last_seen_at, s.absolute_until from public.session s
      where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
      order by s.created_at
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.own_tx_routes()
 RETURNS TABLE(tx_id uuid, provider_id text, retrieval_id uuid, errand_id uuid, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select r.tx_id, r.provider_id, r.retrieval_id, r.errand_id, r.created_at from public.tx_route r
      where r.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
      order by r.created_at, r.tx_id
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.protect_saver_table(name text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    declare
      rule constant text :=
        $rule$saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
          and nullif(current_setting('app.actor', true), '') is not null$rule$;
      names text[] := array[name];
      one text;
    begin
      for remainder in 0..15 loop
        one := format('%s_p%s', name, lpad(remainder::text, 2, '0'));
        execute format('create table public.%I partition of public.%I for values with (modulus 16, remainder %s)',
                       one, name, remainder);
        names := names || one;
      end loop;
      foreach one in array names loop
        execute format('revoke all on public.%I from public, portal_app, portal_worker', one);
        execute format('alter table public.%I enable row level security', one);
        execute format('alter table public.%I force row level security', one);
        execute format('create policy own_rows on public.%I using (%s) with check (%s)', one, rule, rule);
      end loop;
    end
    $function$;
-- owned by portal_owner; granted: nothing

CREATE OR REPLACE FUNCTION portal.register_saver(hash bytea, saver uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if saver is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A saver is registered in its own transaction' using errcode = '42501';
      end if;
      insert into public.saver_identity (number_hash, saver_id) values (hash, saver) on conflict (number_hash) do nothing;
      return (select i.saver_id from public.saver_identity i where i.number_hash = hash);
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.route_tx(tx uuid)
 RETURNS TABLE(saver_id uuid, retrieval_id uuid, errand_id uuid, provider_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select r.saver_id, r.retrieval_id, r.errand_id, r.provider_id from public.tx_route r where r.tx_id = tx
      union all
      select null, null, null, s.provider_id from public.tx_tombstone s where s.tx_id = tx
    $function$;
-- owned by portal_owner; granted: execute to portal_app; execute to portal_worker

CREATE OR REPLACE FUNCTION portal.save_login_attempt(state bytea, payload bytea, expiry timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.login_attempt where state_hash in (
        select a.state_hash from public.login_attempt a where a.expires_at <= now()
        order by a.expires_at limit 100 for update skip locked);
      insert into public.login_attempt (state_hash, payload_sealed, expires_at) values (state, payload, expiry);
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.saver_seen_since(since timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select exists (
        select from public.session s
        where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
          and s.last_seen_at > since)
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.take_login_attempt(state bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      taken public.login_attempt;
    begin
      delete from public.login_attempt a where a.state_hash = state returning a.* into taken;
      return case when taken.expires_at > now() then taken.payload_sealed end;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.touch_session(token bytea, idle interval, renew boolean)
 RETURNS TABLE(saver_id uuid, level text, id_token_sealed bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if renew then
        return query
          update public.session s set last_seen_at = now()
          where s.token_hash = token and s.last_seen_at > now() - idle and s.absolute_until > now()
          returning s.saver_id, s.level, s.id_token_sealed;
      else
        return query
          select s.saver_id, s.level, s.id_token_sealed from public.session s
          where s.token_hash = token and s.last_seen_at > now() - idle and s.absolute_until > now();
      end if;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app
