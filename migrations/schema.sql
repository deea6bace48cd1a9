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
  seen_at timestamp(3) with time zone,
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
-- policy aged_go permissive for d to {portal_owner} using ((written_at < (now() - '5 years'::interval))) with check ()
-- policy own_chain_add permissive for a to {public} using () with check ((EXISTS ( SELECT
   FROM public.access_chain c
  WHERE ((c.saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (c.chain_id = access_log.chain_id)))))
-- policy own_chain_read permissive for r to {public} using ((EXISTS ( SELECT
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
  constraint approval_channel_is_known CHECK (((channel = ANY (ARRAY['portal'::text, 'ombud'::text])) OR (channel ~ '^partner:[a-z][a-z0-9-]{0,39}$'::text))),
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
  constraint collection_reason_is_known CHECK ((reason = ANY (ARRAY['first-visit'::text, 'saver-asked'::text, 'older-than-30-days'::text, 'provider-announced'::text]))),
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

create table public.collection_snapshot (
  saver_id uuid not null,
  collection_id uuid not null,
  content_sealed bytea not null,
  constraint collection_snapshot_pkey PRIMARY KEY (saver_id, collection_id),
  constraint collection_snapshot_content_is_sealed CHECK (((octet_length(content_sealed) >= 37) AND (get_byte(content_sealed, 0) = 1))),
  constraint collection_snapshot_collection_fkey FOREIGN KEY (saver_id, collection_id) REFERENCES public.collection(saver_id, collection_id) ON DELETE CASCADE,
  constraint collection_snapshot_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
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
  constraint notice_kind_is_known CHECK ((kind = ANY (ARRAY['collected'::text, 'new-figures'::text, 'pin-login'::text]))),
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

create table public.ombud_case (
  case_id uuid not null,
  session_hash bytea not null,
  staff_reference text not null,
  opened_at timestamp with time zone not null default now(),
  code_until timestamp with time zone not null,
  code text,
  number_hash bytea,
  number_sealed bytea,
  saver_id uuid,
  consent_version text,
  consented_at timestamp with time zone,
  consent_until timestamp with time zone,
  ended_at timestamp with time zone,
  outcome text,
  constraint ombud_case_pkey PRIMARY KEY (case_id),
  constraint ombud_case_caller_after_consent CHECK (((consented_at IS NOT NULL) OR ((saver_id IS NULL) AND (number_sealed IS NULL)))),
  constraint ombud_case_code_is_digits CHECK ((code ~ '^[0-9]{8}$'::text)),
  constraint ombud_case_consent_is_whole CHECK ((((consented_at IS NULL) = (consent_until IS NULL)) AND ((consented_at IS NULL) = (consent_version IS NULL)))),
  constraint ombud_case_ends_with_outcome CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  constraint ombud_case_forgets_when_over CHECK (((ended_at IS NULL) OR ((code IS NULL) AND (number_hash IS NULL) AND (number_sealed IS NULL)))),
  constraint ombud_case_knows_while_open CHECK (((ended_at IS NOT NULL) OR ((code IS NOT NULL) AND (number_hash IS NOT NULL)))),
  constraint ombud_case_number_hash_is_whole CHECK ((octet_length(number_hash) = 32)),
  constraint ombud_case_number_is_sealed CHECK ((get_byte(number_sealed, 0) = 2)),
  constraint ombud_case_outcome_is_known CHECK ((outcome = ANY (ARRAY['ended'::text, 'logged-out'::text, 'revoked'::text, 'refused'::text, 'expired'::text]))),
  constraint ombud_case_reference_is_short CHECK (((octet_length(staff_reference) >= 1) AND (octet_length(staff_reference) <= 64))),
  constraint ombud_case_session_hash_is_whole CHECK ((octet_length(session_hash) = 32))
);
CREATE UNIQUE INDEX ombud_case_code ON public.ombud_case USING btree (code) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX ombud_case_one_per_caller ON public.ombud_case USING btree (number_hash) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX ombud_case_one_per_staff ON public.ombud_case USING btree (staff_reference) WHERE (ended_at IS NULL);
CREATE INDEX ombud_case_saver ON public.ombud_case USING btree (saver_id, consented_at) WHERE (saver_id IS NOT NULL);
CREATE INDEX ombud_case_session ON public.ombud_case USING btree (session_hash, opened_at);
-- row-level security none
-- granted: nothing

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

create table public.partner (
  partner_id text not null,
  name text not null,
  client_id text not null,
  jwks_url text not null,
  frame_origins text[] not null,
  redirect_origins text[] not null,
  theme jsonb not null,
  per_minute integer not null,
  per_day integer not null,
  enabled boolean not null default true,
  created_at timestamp with time zone not null default now(),
  constraint partner_pkey PRIMARY KEY (partner_id),
  constraint partner_has_name CHECK ((name <> ''::text)),
  constraint partner_id_is_short_name CHECK (((partner_id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'::text) AND (octet_length(partner_id) <= 40))),
  constraint partner_quota_is_positive CHECK (((per_minute >= 1) AND (per_day >= per_minute))),
  constraint partner_client_key UNIQUE (client_id)
);
-- row-level security none
-- granted: nothing

create table public.partner_jti (
  partner_id text not null,
  jti_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint partner_jti_pkey PRIMARY KEY (partner_id, jti_hash),
  constraint partner_jti_hash_is_whole CHECK ((octet_length(jti_hash) = 32)),
  constraint partner_jti_partner_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(partner_id)
);
CREATE INDEX partner_jti_expiry ON public.partner_jti USING btree (expires_at);
-- row-level security none
-- granted: nothing

create table public.partner_ticket (
  ticket_hash bytea not null,
  partner_id text not null,
  customer_sealed bytea,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint partner_ticket_pkey PRIMARY KEY (ticket_hash),
  constraint partner_ticket_customer_is_sealed CHECK ((get_byte(customer_sealed, 0) = 2)),
  constraint partner_ticket_hash_is_whole CHECK ((octet_length(ticket_hash) = 32)),
  constraint partner_ticket_used_is_empty CHECK (((used_at IS NULL) OR (customer_sealed IS NULL))),
  constraint partner_ticket_partner_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(partner_id)
);
CREATE INDEX partner_ticket_expiry ON public.partner_ticket USING btree (expires_at);
-- row-level security none
-- granted: nothing

create table public.partner_usage (
  partner_id text not null,
  day date not null,
  what text not null,
  times integer not null,
  constraint partner_usage_pkey PRIMARY KEY (partner_id, day, what),
  constraint partner_usage_counts_from_one CHECK ((times >= 1)),
  constraint partner_usage_what_is_known CHECK ((what = ANY (ARRAY['ticket'::text, 'visit'::text, 'data'::text, 'refused'::text, 'over-quota'::text]))),
  constraint partner_usage_partner_fkey FOREIGN KEY (partner_id) REFERENCES public.partner(partner_id)
);
-- row-level security none
-- granted: nothing

create table public.pin (
  saver_id uuid not null,
  order_id uuid not null,
  state text not null default 'ordered'::text,
  reason text,
  pin_hash text,
  pepper_id text,
  ordered_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint pin_pkey PRIMARY KEY (saver_id),
  constraint pin_end_time_if_ended CHECK (((state <> 'ordered'::text) = (ended_at IS NOT NULL))),
  constraint pin_hash_has_pepper CHECK (((pin_hash IS NULL) = (pepper_id IS NULL))),
  constraint pin_hash_if_sent CHECK (((state = 'sent'::text) = (pin_hash IS NOT NULL))),
  constraint pin_hash_is_argon2id CHECK ((pin_hash ~ '^[$]argon2id[$]v=19[$]'::text)),
  constraint pin_pepper_id_is_short CHECK (((octet_length(pepper_id) >= 1) AND (octet_length(pepper_id) <= 32))),
  constraint pin_reason_if_not_sent CHECK (((state = 'not-sent'::text) = (reason IS NOT NULL))),
  constraint pin_reason_is_known CHECK ((reason = ANY (ARRAY['protected'::text, 'no-address'::text]))),
  constraint pin_state_is_known CHECK ((state = ANY (ARRAY['ordered'::text, 'sent'::text, 'not-sent'::text]))),
  constraint pin_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (ended_at) update to portal_worker
-- granted: (order_id) insert to portal_app
-- granted: (pepper_id) update to portal_app; update to portal_worker
-- granted: (pin_hash) update to portal_app; update to portal_worker
-- granted: (reason) update to portal_worker
-- granted: (saver_id) insert to portal_app
-- granted: (state) update to portal_worker
-- granted: delete, select to portal_app; select to portal_worker
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.pin_lock (
  number_hash bytea not null,
  of_saver boolean not null,
  failures integer not null,
  tried_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint pin_lock_pkey PRIMARY KEY (number_hash),
  constraint pin_lock_failures_not_negative CHECK ((failures >= 0)),
  constraint pin_lock_hash_is_whole CHECK ((octet_length(number_hash) = 32))
);
CREATE INDEX pin_lock_of_nobody ON public.pin_lock USING btree (tried_at) WHERE (NOT of_saver);
-- row-level security none
-- granted: nothing

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
  accepts_plans boolean not null default false,
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
  reached uuid,
  spread_at timestamp with time zone,
  constraint recalculation_pkey PRIMARY KEY (provider_id, tx_id),
  constraint recalculation_stock_is_named CHECK (((char_length(stock) >= 1) AND (char_length(stock) <= 200))),
  constraint recalculation_provider_fkey FOREIGN KEY (provider_id) REFERENCES public.provider(provider_id)
);
CREATE INDEX recalculation_not_spread ON public.recalculation USING btree (received_at) WHERE (spread_at IS NULL);
-- row-level security none
-- granted: (reached) update to portal_worker
-- granted: (spread_at) update to portal_worker
-- granted: insert, select to portal_app; select to portal_worker

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
  ombud_help boolean,
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
-- granted: (number_sealed) update to portal_app
-- granted: (ombud_help) update to portal_app
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
CREATE INDEX saver_identity_saver ON public.saver_identity USING btree (saver_id);
CREATE TRIGGER drop_pin_lock AFTER DELETE ON public.saver_identity FOR EACH ROW EXECUTE FUNCTION portal.drop_pin_lock();
CREATE TRIGGER saver_identity_ends_cases AFTER DELETE ON public.saver_identity FOR EACH ROW EXECUTE FUNCTION portal.end_cases_of_number();
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
  id_token_sealed bytea,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  absolute_until timestamp with time zone not null,
  partner_id text,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_ends_after_begin CHECK ((absolute_until > created_at)),
  constraint session_id_token_by_eid CHECK (((id_token_sealed IS NOT NULL) = ((level = 'loa3'::text) AND (partner_id IS NULL)))),
  constraint session_id_token_is_sealed CHECK ((get_byte(id_token_sealed, 0) = 2)),
  constraint session_level_is_known CHECK ((level = ANY (ARRAY['loa3'::text, 'loa2'::text]))),
  constraint session_seen_after_begin CHECK ((last_seen_at >= created_at)),
  constraint session_token_hash_is_whole CHECK ((octet_length(token_hash) = 32))
);
CREATE INDEX session_last_seen ON public.session USING btree (last_seen_at);
CREATE INDEX session_saver ON public.session USING btree (saver_id);
-- row-level security none
-- granted: nothing

create table public.sharing (
  sharing_id uuid not null,
  kind text not null,
  scope text not null,
  ends_on date,
  created_at timestamp with time zone not null default now(),
  constraint sharing_pkey PRIMARY KEY (sharing_id),
  constraint sharing_lasts_a_year_at_most CHECK ((ends_on <= (((created_at AT TIME ZONE 'Europe/Stockholm'::text) + '1 year'::interval))::date)),
  constraint sharing_scope_is_of_its_kind CHECK ((((kind = 'household'::text) AND (scope = 'totals'::text)) OR ((kind = 'helper'::text) AND (scope = ANY (ARRAY['forecast'::text, 'forecast-and-plans'::text]))))),
  constraint sharing_with_helper_ends CHECK (((kind = 'helper'::text) = (ends_on IS NOT NULL)))
);
CREATE INDEX sharing_ends ON public.sharing USING btree (ends_on) WHERE (ends_on IS NOT NULL);
-- row-level security none
-- granted: nothing

create table public.sharing_invitation (
  code_hash bytea not null,
  sharing_id uuid not null,
  key_wrapped bytea not null,
  expires_at timestamp with time zone not null,
  constraint sharing_invitation_pkey PRIMARY KEY (code_hash),
  constraint sharing_invitation_hash_is_whole CHECK ((octet_length(code_hash) = 32)),
  constraint sharing_invitation_key_is_wrapped CHECK (((octet_length(key_wrapped) = 69) AND (get_byte(key_wrapped, 0) = 4))),
  constraint sharing_invitation_sharing_fkey FOREIGN KEY (sharing_id) REFERENCES public.sharing(sharing_id) ON DELETE CASCADE,
  constraint sharing_invitation_once UNIQUE (sharing_id)
);
CREATE INDEX sharing_invitation_expires ON public.sharing_invitation USING btree (expires_at);
-- row-level security none
-- granted: nothing

create table public.sharing_member (
  saver_id uuid not null,
  sharing_id uuid not null,
  kind text not null,
  seat text not null,
  scope text not null,
  ends_on date,
  key_sealed bytea,
  peer_sealed bytea,
  joined_at timestamp with time zone not null default now(),
  confirmed_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint sharing_member_pkey PRIMARY KEY (saver_id, sharing_id),
  constraint sharing_member_key_goes_with_the_end CHECK (((key_sealed IS NULL) = (ended_at IS NOT NULL))),
  constraint sharing_member_key_is_sealed CHECK (((octet_length(key_sealed) = 77) AND (get_byte(key_sealed, 0) = 1))),
  constraint sharing_member_kind_is_known CHECK ((kind = ANY (ARRAY['household'::text, 'helper'::text]))),
  constraint sharing_member_peer_is_sealed CHECK (((octet_length(peer_sealed) >= 37) AND (get_byte(peer_sealed, 0) = 1))),
  constraint sharing_member_scope_is_known CHECK ((scope = ANY (ARRAY['totals'::text, 'forecast'::text, 'forecast-and-plans'::text]))),
  constraint sharing_member_seat_is_known CHECK ((seat = ANY (ARRAY['inviter'::text, 'guest'::text]))),
  constraint sharing_member_saver_fkey FOREIGN KEY (saver_id) REFERENCES public.saver(saver_id)
) partition by HASH (saver_id);
CREATE UNIQUE INDEX sharing_member_one_household ON ONLY public.sharing_member USING btree (saver_id) WHERE ((kind = 'household'::text) AND (ended_at IS NULL));
CREATE TRIGGER sharing_member_ends AFTER UPDATE OF ended_at ON public.sharing_member FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION portal.end_sharing();
CREATE TRIGGER sharing_member_leaves AFTER DELETE ON public.sharing_member FOR EACH ROW EXECUTE FUNCTION portal.end_sharing();
-- row-level security enabled and forced
-- policy own_rows permissive for all to {public} using (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL))) with check (((saver_id = (NULLIF(current_setting('app.saver_id'::text, true), ''::text))::uuid) AND (NULLIF(current_setting('app.actor'::text, true), ''::text) IS NOT NULL)))
-- granted: (confirmed_at) update to portal_app
-- granted: (ended_at) update to portal_app
-- granted: (key_sealed) update to portal_app
-- granted: (peer_sealed) update to portal_app
-- granted: delete, select to portal_app
-- 16 partitions, each: row-level security enabled and forced, the same policies, granted: nothing

create table public.sharing_reading (
  sharing_id uuid not null,
  reading_id bigint not null,
  read_at timestamp with time zone not null default now(),
  seat text not null default 'guest'::text,
  constraint sharing_reading_pkey PRIMARY KEY (sharing_id, reading_id),
  constraint sharing_reading_seat_is_known CHECK ((seat = ANY (ARRAY['inviter'::text, 'guest'::text])))
);
-- row-level security none
-- granted: nothing

create table public.sharing_seat (
  sharing_id uuid not null,
  seat text not null,
  name_sealed bytea not null,
  content_sealed bytea,
  shared_at timestamp with time zone,
  constraint sharing_seat_pkey PRIMARY KEY (sharing_id, seat),
  constraint sharing_seat_content_has_a_time CHECK (((content_sealed IS NULL) = (shared_at IS NULL))),
  constraint sharing_seat_content_is_sealed CHECK (((octet_length(content_sealed) >= 37) AND (get_byte(content_sealed, 0) = 1))),
  constraint sharing_seat_is_known CHECK ((seat = ANY (ARRAY['inviter'::text, 'guest'::text]))),
  constraint sharing_seat_name_is_sealed CHECK (((octet_length(name_sealed) >= 37) AND (get_byte(name_sealed, 0) = 1))),
  constraint sharing_seat_sharing_fkey FOREIGN KEY (sharing_id) REFERENCES public.sharing(sharing_id) ON DELETE CASCADE
);
-- row-level security none
-- granted: nothing

create table public.staff_session (
  token_hash bytea not null,
  staff_reference text not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  idle_until timestamp with time zone not null,
  absolute_until timestamp with time zone not null,
  id_token_sealed bytea,
  constraint staff_session_pkey PRIMARY KEY (token_hash),
  constraint staff_session_ends_after_begin CHECK ((absolute_until > created_at)),
  constraint staff_session_id_token_is_sealed CHECK ((get_byte(id_token_sealed, 0) = 2)),
  constraint staff_session_reference_is_short CHECK (((octet_length(staff_reference) >= 1) AND (octet_length(staff_reference) <= 64))),
  constraint staff_session_role_is_known CHECK ((role = ANY (ARRAY['ombud'::text, 'operator'::text]))),
  constraint staff_session_token_hash_is_whole CHECK ((octet_length(token_hash) = 32))
);
CREATE INDEX staff_session_idle ON public.staff_session USING btree (idle_until);
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
CREATE INDEX tx_route_saver ON public.tx_route USING btree (saver_id);
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

create table public.use_count (
  scope text not null,
  who bytea not null,
  window_begins timestamp with time zone not null,
  window_ends timestamp with time zone not null,
  used integer not null,
  constraint use_count_pkey PRIMARY KEY (scope, who, window_begins),
  constraint use_count_counts_from_one CHECK ((used >= 1)),
  constraint use_count_scope_is_short_name CHECK (((scope ~ '^[a-z]+(-[a-z0-9]+)*$'::text) AND (octet_length(scope) <= 64))),
  constraint use_count_who_is_hash CHECK ((octet_length(who) = 32)),
  constraint use_count_window_ends_after_begin CHECK ((window_ends > window_begins))
);
CREATE INDEX use_count_over ON public.use_count USING btree (window_ends);
-- row-level security none
-- granted: nothing

create table public.used_pass (
  pass_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint used_pass_pkey PRIMARY KEY (pass_hash),
  constraint used_pass_hash_is_whole CHECK ((octet_length(pass_hash) = 32))
);
CREATE INDEX used_pass_expiry ON public.used_pass USING btree (expires_at);
-- row-level security none
-- granted: nothing

create table public.voice_event (
  event_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint voice_event_pkey PRIMARY KEY (event_hash),
  constraint voice_event_hash_is_whole CHECK ((octet_length(event_hash) = 32))
);
CREATE INDEX voice_event_expiry ON public.voice_event USING btree (expires_at);
-- row-level security none
-- granted: nothing

-- sequence public.sharing_reading_reading_id_seq

CREATE OR REPLACE FUNCTION portal.access_log_aged()
 RETURNS TABLE(chain_id uuid, place integer, mac bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      with aged as (
        select l.chain_id, max(l.place) as place from public.access_log l
        where l.written_at < now() - interval '5 years' group by l.chain_id
      ), removable as (
        select a.chain_id, least(
          coalesce((select min(l.place) from public.access_log l
                    where l.chain_id = a.chain_id and l.written_at >= now() - interval '5 years') - 1, a.place),
          newest.place - case when newest.act = 'account-closed' then 0 else 1 end) as place
        from aged a
        cross join lateral (select l.place, l.act from public.access_log l where l.chain_id = a.chain_id
                            order by l.place desc limit 1) as newest
      )
      select l.chain_id, l.place, l.mac
      from removable r join public.access_log l on l.chain_id = r.chain_id and l.place = r.place
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

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

CREATE OR REPLACE FUNCTION portal.add_notice(saver uuid, what text, event uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    declare
      id uuid := gen_random_uuid();
    begin
      insert into public.notice (saver_id, notice_id, kind, event_id)
      select s.saver_id, id, what, event from public.saver s
      where s.saver_id = saver and s.email_sealed is not null and s.notices
      on conflict do nothing;
      if found then
        perform portal.enqueue(
          'send-notice', json_build_object('saverId', saver, 'noticeId', id), format('send-notice:%s', id), null);
      end if;
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

CREATE OR REPLACE FUNCTION portal.begin_pin_attempt(number bytea, most integer, lasting interval)
 RETURNS TABLE(failures integer, is_open boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      known_lock public.pin_lock;
      known constant boolean := exists (select from public.saver_identity i where i.number_hash = number);
      counted constant bytea := portal.pin_lock_of(number);
    begin
      delete from public.pin_lock where ctid in (
        select o.ctid from public.pin_lock o where not o.of_saver and o.tried_at < now() - lasting
        order by o.tried_at limit 100 for update skip locked);
      loop
        insert into public.pin_lock (number_hash, of_saver, failures, tried_at) values (counted, known, 0, now())
          on conflict (number_hash) do nothing;
        select * into known_lock from public.pin_lock l where l.number_hash = counted for update;
        -- Another try may have been right at this instant, and its row gone.
        exit when found;
      end loop;
      is_open := known_lock.failures < most and (known_lock.locked_until is null or known_lock.locked_until <= now());
      failures := known_lock.failures + is_open::integer;
      update public.pin_lock l
      set of_saver = known, failures = begin_pin_attempt.failures, tried_at = now(),
          locked_until = case when is_open and begin_pin_attempt.failures = most then now() + lasting else l.locked_until end
      where l.number_hash = counted;
      return next;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.begin_question(saver uuid, who text, retrieval uuid, most_sends integer, promised_too boolean)
 RETURNS TABLE(collection_id uuid, tx_id uuid, later boolean, number_sealed bytea, key_id text, wrapped bytea, approved_version text, approved_at timestamp with time zone)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    begin
      perform set_config('app.saver_id', saver::text, true), set_config('app.actor', who, true);
      if exists (select from public.approval a where a.saver_id = saver)
        and not exists (select from public.approval a where a.saver_id = saver and a.withdrawn_at is null) then
        return;
      end if;
      -- To fetch what was promised is not to ask anew: the promise counts from the question.
      update public.retrieval r
      set attempts = case when r.later then r.attempts else r.attempts + 1 end,
        asked_at = case when r.later then r.asked_at else now() end
      where r.saver_id = saver and r.retrieval_id = retrieval and r.outcome = 'waiting'
        and case when r.later then promised_too else r.attempts <= most_sends end
      returning r.collection_id, r.tx_id, r.later into collection_id, tx_id, later;
      if not found then
        return;
      end if;
      select s.number_sealed, k.key_id, k.wrapped, a.version, a.approved_at
      into number_sealed, key_id, wrapped, approved_version, approved_at
      from public.saver s
      join public.saver_key k on k.saver_id = s.saver_id
      join public.approval a on a.saver_id = s.saver_id and a.withdrawn_at is null
      where s.saver_id = saver
      order by a.approved_at desc limit 1;
      if not found then
        raise exception 'A retrieval without a saver or an approval';
      end if;
      return next;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.close_ombud_cases(cases uuid[], how text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      update public.ombud_case set ended_at = clock_timestamp(), outcome = how,
        code = null, number_hash = null, number_sealed = null
      where case_id = any (cases) and ended_at is null
    $function$;
-- owned by portal_owner; granted: nothing

CREATE OR REPLACE FUNCTION portal.close_own_sessions(tokens bytea[])
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      with closed as (
        delete from public.session s
        where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and s.token_hash = any (tokens)
        returning 1)
      select count(*)::integer from closed
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.close_pin_sessions()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.session s
      where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and s.level = 'loa2'
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.close_session(token bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.session where token_hash = token
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.close_staff_session(token bytea)
 RETURNS bytea
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.staff_session where token_hash = token returning id_token_sealed
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.count_partner_usage(partner text, what text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      insert into public.partner_usage as u values
        (partner, (now() at time zone 'Europe/Stockholm')::date, count_partner_usage.what, 1)
      on conflict on constraint partner_usage_pkey do update set times = u.times + 1
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.count_use(scope text, who bytea, window_seconds integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      begins timestamptz := to_timestamp(floor(extract(epoch from now()) / window_seconds) * window_seconds);
      counted integer;
    begin
      insert into public.use_count as c values
        (count_use.scope, count_use.who, begins, begins + make_interval(secs => window_seconds), 1)
      on conflict on constraint use_count_pkey do update set used = c.used + 1
      returning c.used into counted;
      if counted = 1 then
        delete from public.use_count where ctid in (
          select o.ctid from public.use_count o where o.window_ends < now()
          order by o.window_ends limit 100 for update skip locked);
      end if;
      return counted;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.drop_ended_sharings(wanted uuid, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      gone integer;
    begin
      delete from public.sharing where sharing_id = any (array(
        select s.sharing_id from public.sharing s left join public.sharing_invitation i using (sharing_id)
        where (wanted is null or s.sharing_id = wanted)
          and (s.ends_on < (now() at time zone 'Europe/Stockholm')::date or i.expires_at <= now())
        limit most));
      get diagnostics gone = row_count;
      return gone;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.drop_pin_lock()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    begin
      delete from public.pin_lock where number_hash = old.number_hash;
      return null;
    end
    $function$;
-- owned by portal_owner; granted: nothing

CREATE OR REPLACE FUNCTION portal.end_cases_of_number()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      perform portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c where c.number_hash = old.number_hash and c.ended_at is null), 'ended');
      return null;
    end
    $function$;
-- owned by portal_owner; granted: nothing

CREATE OR REPLACE FUNCTION portal.end_ombud_case(session bytea, how text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c where c.session_hash = session and c.ended_at is null), how)
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.end_pin_attempt(number bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.pin_lock where number_hash = portal.pin_lock_of(number)
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.end_question(saver uuid, who text, collection uuid, retrieval uuid, answer text, message bytea, message_type text, ids uuid[], sealed bytea[], value_days text[], traced public.exchange)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    begin
      perform set_config('app.saver_id', saver::text, true), set_config('app.actor', who, true);
      -- It was sealed with the key that was read before the question was sent.
      if not exists (select from public.saver_key k where k.saver_id = saver) then
        raise exception 'The saver has no key: unknown, or erased';
      end if;
      insert into public.exchange select (traced).*;
      perform portal.store_answer(saver, retrieval, answer, message, message_type, ids, sealed, value_days);
      perform portal.settle_collection(saver, collection);
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.end_sharing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      delete from public.sharing where sharing_id = old.sharing_id;
      if tg_op = 'DELETE' then
        delete from public.sharing_reading where sharing_id = old.sharing_id and seat <> old.seat;
      end if;
      return null;
    end
    $function$;
-- owned by portal_owner; granted: nothing

CREATE OR REPLACE FUNCTION portal.enqueue(task text, payload json, job_key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      added bigint;
    begin
      if task is null or task not in ('retrieve', 'expire-retrievals', 'send-errand', 'send-pin-letter', 'send-notice', 'confirm-email') then
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

CREATE OR REPLACE FUNCTION portal.find_invitation(code bytea)
 RETURNS TABLE(sharing_id uuid, kind text, scope text, ends_on date, key_wrapped bytea, name_sealed bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select s.sharing_id, s.kind, s.scope, s.ends_on, i.key_wrapped, t.name_sealed
      from public.sharing_invitation i
      join public.sharing s using (sharing_id)
      join public.sharing_seat t on t.sharing_id = s.sharing_id and t.seat = 'inviter'
      where i.code_hash = code and i.expires_at > now()
        and coalesce(s.ends_on >= (now() at time zone 'Europe/Stockholm')::date, true)
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.find_partner(partner text, client text)
 RETURNS SETOF public.partner
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select p.* from public.partner p where p.partner_id = partner or p.client_id = client
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.find_saver(hash bytea)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select i.saver_id from public.saver_identity i where i.number_hash = hash
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.forget_accesses(chains uuid[], places integer[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      gone integer;
    begin
      delete from public.access_log l
      using unnest(chains, places) as removed (chain_id, place)
      where l.chain_id = removed.chain_id and l.place <= removed.place
        and l.written_at < now() - interval '5 years';
      get diagnostics gone = row_count;
      return gone;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.forget_aged(most integer)
 RETURNS TABLE(what text, gone integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      delete from public.login_attempt where ctid = any (array(
        select a.ctid from public.login_attempt a where a.expires_at <= now() limit most for update skip locked));
      what := 'login_attempt';
      get diagnostics gone = row_count;
      return next;
      -- Idle ones end sooner; without a visitor nobody would clear them away.
      delete from public.session where ctid = any (array(
        select s.ctid from public.session s
        where s.absolute_until <= now() or s.last_seen_at < now() - interval '1 day' limit most for update skip locked));
      what := 'session';
      get diagnostics gone = row_count;
      return next;
      delete from public.use_count where ctid = any (array(
        select u.ctid from public.use_count u where u.window_ends < now() limit most for update skip locked));
      what := 'use_count';
      get diagnostics gone = row_count;
      return next;
      delete from public.tx_tombstone where ctid = any (array(
        select s.ctid from public.tx_tombstone s where s.erased_on < current_date - 365 limit most));
      what := 'tx_tombstone';
      get diagnostics gone = row_count;
      return next;
      delete from public.recalculation where ctid = any (array(
        select r.ctid from public.recalculation r where r.received_at < now() - interval '25 months' limit most));
      what := 'recalculation';
      get diagnostics gone = row_count;
      return next;
      delete from public.sharing_reading where ctid = any (array(
        select r.ctid from public.sharing_reading r where r.read_at < now() - interval '5 years' limit most));
      what := 'sharing_reading';
      get diagnostics gone = row_count;
      return next;
      delete from public.staff_session where ctid = any (array(
        select s.ctid from public.staff_session s where s.idle_until <= now() or s.absolute_until <= now()
        limit most for update skip locked));
      what := 'staff_session';
      get diagnostics gone = row_count;
      return next;
      delete from public.voice_event where ctid = any (array(
        select e.ctid from public.voice_event e where e.expires_at <= now() limit most for update skip locked));
      what := 'voice_event';
      get diagnostics gone = row_count;
      return next;
      delete from public.used_pass where ctid = any (array(
        select p.ctid from public.used_pass p where p.expires_at <= now() limit most for update skip locked));
      what := 'used_pass';
      get diagnostics gone = row_count;
      return next;
      -- A lock lasts a day; a saver's stays with the account, until the right PIN comes.
      delete from public.pin_lock where ctid = any (array(
        select l.ctid from public.pin_lock l where not l.of_saver and l.tried_at < now() - interval '1 day'
        limit most for update skip locked));
      what := 'pin_lock';
      get diagnostics gone = row_count;
      return next;
      delete from public.partner_ticket where ctid = any (array(
        select t.ctid from public.partner_ticket t where t.expires_at <= now() - interval '10 minutes'
        limit most for update skip locked));
      what := 'partner_ticket';
      get diagnostics gone = row_count;
      return next;
      delete from public.partner_jti where ctid = any (array(
        select j.ctid from public.partner_jti j where j.expires_at <= now() limit most for update skip locked));
      what := 'partner_jti';
      get diagnostics gone = row_count;
      return next;
      delete from public.partner_usage where ctid = any (array(
        select u.ctid from public.partner_usage u where u.day < current_date - interval '25 months' limit most));
      what := 'partner_usage';
      get diagnostics gone = row_count;
      return next;
      -- One whose time has run out is over, and then holds nothing of the caller's any more.
      perform portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c
        where c.ended_at is null and coalesce(c.consent_until, c.code_until) < now() limit most), 'expired');
      delete from public.ombud_case where ctid = any (array(
        select c.ctid from public.ombud_case c
        where c.ended_at < now() - case when c.saver_id is null then interval '1 hour' else interval '5 years' end
        limit most for update skip locked));
      what := 'ombud_case';
      get diagnostics gone = row_count;
      return next;
      -- Jobs that were given up; the others end by being done.
      delete from graphile_worker._private_jobs where ctid = any (array(
        select j.ctid from graphile_worker._private_jobs j
        where j.attempts >= j.max_attempts and j.locked_at is null and j.updated_at < now() - interval '30 days'
        limit most for update skip locked));
      what := 'jobs';
      get diagnostics gone = row_count;
      return next;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.forget_aged_of_savers(after uuid, most integer)
 RETURNS TABLE(last uuid, gone integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      one uuid;
      deleted integer;
      aged uuid[];
    begin
      gone := 0;
      perform set_config('app.actor', 'worker', true);
      for one in
        select distinct i.saver_id from public.saver_identity i
        where after is null or i.saver_id > after order by 1 limit most
      loop
        perform set_config('app.saver_id', one::text, true);
        last := one;

        delete from public.email_change c where c.saver_id = one and c.expires_at < now() - interval '1 day';
        get diagnostics deleted = row_count;
        gone := gone + deleted;
        delete from public.notice n where n.saver_id = one and n.created_at < now() - interval '90 days';
        get diagnostics deleted = row_count;
        gone := gone + deleted;
        delete from public.errand e where e.saver_id = one and e.created_at < now() - interval '5 years';
        get diagnostics deleted = row_count;
        gone := gone + deleted;
        delete from public.sharing_member m where m.saver_id = one and m.ended_at < now() - interval '5 years';
        get diagnostics deleted = row_count;
        gone := gone + deleted;
        delete from public.original o where o.saver_id = one and o.received_at < now() - interval '13 months';
        get diagnostics deleted = row_count;
        gone := gone + deleted;

        -- Former collections. Each provider's two newest answers stay, whenever they came: they are what is shown, and
        -- what it is compared with.
        select array_agg(r.retrieval_id) into aged
        from (
          select r.retrieval_id, r.outcome, c.requested_at, c.settled_at,
                 dense_rank() over (order by c.requested_at desc, c.collection_id) as of_collections,
                 row_number() over (
                   partition by r.provider_id, r.outcome in ('answered', 'nothing-held')
                   order by c.requested_at desc, r.retrieval_id) as of_provider
          from public.retrieval r
          join public.collection c on c.saver_id = r.saver_id and c.collection_id = r.collection_id
          where r.saver_id = one
        ) r
        where r.requested_at < now() - interval '25 months' and r.settled_at is not null and r.of_collections > 2
          and not (r.outcome in ('answered', 'nothing-held') and r.of_provider <= 2);
        if aged is not null then
          delete from public.holding h where h.saver_id = one and h.retrieval_id = any (aged);
          delete from public.original o where o.saver_id = one and o.retrieval_id = any (aged);
          delete from public.tx_route t where t.saver_id = one and t.retrieval_id = any (aged);
          delete from public.retrieval r where r.saver_id = one and r.retrieval_id = any (aged);
          get diagnostics deleted = row_count;
          gone := gone + deleted;
          delete from public.collection c where c.saver_id = one and c.requested_at < now() - interval '25 months'
            and c.settled_at is not null
            and not exists (select from public.retrieval r where r.saver_id = one and r.collection_id = c.collection_id);
        end if;
        delete from public.tx_route t where t.saver_id = one and t.errand_id is not null
          and t.created_at < now() - interval '5 years';
      end loop;
      perform set_config('app.saver_id', '', true), set_config('app.actor', '', true);
      return next;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

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

CREATE OR REPLACE FUNCTION portal.forgive_pin_failures()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      update public.pin_lock l set failures = 0 from public.saver_identity i
      where i.number_hash = l.number_hash and i.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.give_ombud_consent(given_code text, number bytea, allowed boolean, saver uuid, sealed bytea, version text, lasting interval)
 RETURNS TABLE(case_id uuid, staff_reference text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      found_case public.ombud_case;
    begin
      select c.* into found_case from public.ombud_case c
      where c.code = given_code and c.ended_at is null and c.consented_at is null
        and c.code_until > clock_timestamp() and portal.staff_is_there(c.session_hash)
      for update;
      if not found then
        return;
      end if;
      if saver is distinct from (select i.saver_id from public.saver_identity i where i.number_hash = number) then
        return;
      end if;
      if not allowed or found_case.number_hash <> number then
        perform portal.close_ombud_cases(array[found_case.case_id], 'refused');
        return;
      end if;
      -- One that has run out holds nothing any more.
      perform portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c
        where c.saver_id = saver and c.ended_at is null
          and (c.consent_until <= clock_timestamp() or not portal.staff_is_there(c.session_hash))
        order by c.case_id), 'expired');
      if exists (select from public.ombud_case c where c.saver_id = saver and c.ended_at is null) then
        return;
      end if;
      update public.ombud_case c set saver_id = saver, number_sealed = sealed, consent_version = version,
        consented_at = clock_timestamp(), consent_until = clock_timestamp() + lasting
      where c.case_id = found_case.case_id;
      return query select found_case.case_id, found_case.staff_reference;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.hold_consent(held_case uuid, session bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      perform from public.ombud_case c
      where c.case_id = held_case and c.session_hash = session and c.ended_at is null
        and c.consent_until > clock_timestamp() and portal.staff_is_there(session)
        and c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
      for share;
      return found;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.link_identity(hash bytea, current boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      me constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
    begin
      if me is null then
        raise exception 'A number is linked by its saver' using errcode = '42501';
      end if;
      insert into public.saver_identity (number_hash, saver_id, is_current) values (hash, me, false)
        on conflict (number_hash) do nothing;
      if not exists (select from public.saver_identity i where i.number_hash = hash and i.saver_id = me) then
        return false;
      end if;
      if current then
        update public.saver_identity i set is_current = false where i.saver_id = me and i.number_hash <> hash;
        update public.saver_identity i set is_current = true where i.number_hash = hash;
      end if;
      return true;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.name_ombud_caller(held_case uuid, session bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      update public.ombud_case c set saver_id = i.saver_id, number_sealed = null
      from public.saver_identity i
      where c.case_id = held_case and c.session_hash = session and c.ended_at is null and c.saver_id is null
        and c.consent_until > clock_timestamp() and portal.staff_is_there(session)
        and i.number_hash = c.number_hash
        and i.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid;
      return found;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.newest_ombud_case(session bytea)
 RETURNS TABLE(case_id uuid, state text, code text, code_until timestamp with time zone, saver_id uuid, number_sealed bytea, consent_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select c.case_id,
        case when c.ended_at is not null then c.outcome
             when coalesce(c.consent_until, c.code_until) <= clock_timestamp() then 'expired'
             when c.consented_at is null then 'waiting'
             else 'open' end,
        c.code, c.code_until, c.saver_id, c.number_sealed, c.consent_until
      from public.ombud_case c
      where c.session_hash = session and portal.staff_is_there(session)
      order by c.opened_at desc limit 1
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.ombud_consents_in_force()
 RETURNS TABLE(case_id uuid, staff_reference text, consented_at timestamp with time zone, consent_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select c.case_id, c.staff_reference, c.consented_at, c.consent_until
      from public.ombud_case c
      where c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
        and c.ended_at is null and c.consent_until > clock_timestamp() and portal.staff_is_there(c.session_hash)
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.open_ombud_case(session bytea, new_case uuid, number bytea, new_code text, lasting interval)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      staff text;
    begin
      select s.staff_reference into staff from public.staff_session s
      where s.token_hash = session and s.role = 'ombud' and portal.staff_is_there(session);
      if staff is null then
        return 'no-session';
      end if;
      perform portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c
        where c.ended_at is null
          and (coalesce(c.consent_until, c.code_until) <= clock_timestamp() or not portal.staff_is_there(c.session_hash))
        order by c.case_id), 'expired');
      -- Of those who never became a caller of ours nothing is kept.
      delete from public.ombud_case where case_id in (
        select c.case_id from public.ombud_case c
        where c.saver_id is null and c.ended_at < now() - interval '1 hour' limit 100 for update skip locked);
      insert into public.ombud_case (case_id, session_hash, staff_reference, number_hash, code, code_until)
      values (new_case, session, staff, number, new_code, now() + lasting)
      on conflict do nothing;
      if found then
        return 'opened';
      elsif exists (select from public.ombud_case c where c.ended_at is null and c.staff_reference = staff) then
        return 'second-case';
      elsif exists (select from public.ombud_case c where c.ended_at is null and c.number_hash = number) then
        return 'caller-busy';
      else
        return 'code-taken';
      end if;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.open_session(token bytea, saver uuid, level text, partner text, id_token bytea, lasting interval, idle interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.session where token_hash in (
        select s.token_hash from public.session s where s.last_seen_at <= now() - idle
        order by s.last_seen_at limit 100 for update skip locked);
      insert into public.session (token_hash, saver_id, level, partner_id, id_token_sealed, absolute_until)
      values (token, saver, level, partner, id_token, now() + lasting);
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.open_sharing(sharing uuid, kind text, scope text, ends_on date, key_sealed bytea, name_sealed bytea, code_hash bytea, key_wrapped bytea, lasting interval)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      me constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
    begin
      if me is null then
        raise exception 'A sharing is opened by a saver' using errcode = '42501';
      end if;
      insert into public.sharing_member (saver_id, sharing_id, kind, seat, scope, ends_on, key_sealed)
        values (me, sharing, kind, 'inviter', scope, ends_on, key_sealed) on conflict do nothing;
      if not found then
        return false;
      end if;
      insert into public.sharing (sharing_id, kind, scope, ends_on) values (sharing, kind, scope, ends_on);
      insert into public.sharing_seat (sharing_id, seat, name_sealed) values (sharing, 'inviter', name_sealed);
      insert into public.sharing_invitation (code_hash, sharing_id, key_wrapped, expires_at)
        values (code_hash, sharing, key_wrapped, now() + least(lasting, interval '7 days'));
      return true;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.open_staff_session(token bytea, reference text, role text, id_token bytea, lasting interval, idle interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.staff_session where token_hash in (
        select s.token_hash from public.staff_session s where s.idle_until <= now()
        order by s.idle_until limit 100 for update skip locked);
      insert into public.staff_session (token_hash, staff_reference, role, id_token_sealed, idle_until, absolute_until)
      values (token, reference, role, id_token, now() + idle, now() + lasting);
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

CREATE OR REPLACE FUNCTION portal.own_looks(sharing uuid)
 RETURNS TABLE(sharing_id uuid, kind text, read_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select r.sharing_id, m.kind, r.read_at
      from public.sharing_member m
      join public.sharing_reading r on r.sharing_id = m.sharing_id and r.seat <> m.seat
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
        and (sharing is null or m.sharing_id = sharing)
      order by r.reading_id
    $function$;
-- owned by portal_owner; granted: execute to portal_app; execute to portal_eraser

CREATE OR REPLACE FUNCTION portal.own_ombud_consents()
 RETURNS TABLE(case_id uuid, staff_reference text, consent_version text, consented_at timestamp with time zone, consent_until timestamp with time zone, ended_at timestamp with time zone, outcome text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select c.case_id, c.staff_reference, c.consent_version, c.consented_at, c.consent_until, c.ended_at, c.outcome
      from public.ombud_case c
      where c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
      order by c.consented_at
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.own_open_sessions(idle interval)
 RETURNS TABLE(token_hash bytea, level text, partner_id text, partner_name text, created_at timestamp with time zone, last_seen_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select s.token_hash, s.level, s.partner_id, p.name, s.created_at, s.last_seen_at
      from public.session s left join public.partner p on p.partner_id = s.partner_id
      where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
        and s.last_seen_at > now() - idle and s.absolute_until > now()
      order by s.last_seen_at desc, s.created_at desc
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.own_pin_locks()
 RETURNS TABLE(failures integer, tried_at timestamp with time zone, locked_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select l.failures, l.tried_at, l.locked_until from public.pin_lock l
      join public.saver_identity i on i.number_hash = l.number_hash
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

CREATE OR REPLACE FUNCTION portal.own_sharing_readings()
 RETURNS TABLE(sharing_id uuid, reading_id bigint, read_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select r.sharing_id, r.reading_id, r.read_at
      from public.sharing_member m
      join public.sharing_reading r on r.sharing_id = m.sharing_id and r.seat <> m.seat
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.own_sharing_seats()
 RETURNS TABLE(sharing_id uuid, seat text, name_sealed bytea, content_sealed bytea, shared_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select s.sharing_id, s.seat, s.name_sealed, s.content_sealed, s.shared_at
      from public.sharing_member m
      join public.sharing_seat s on s.sharing_id = m.sharing_id and s.seat = m.seat
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.ended_at is null
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

CREATE OR REPLACE FUNCTION portal.partner_session_holds(token bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select exists (
        select from public.session s join public.partner p on p.partner_id = s.partner_id and p.enabled
        where s.token_hash = token and s.absolute_until > now())
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.pin_lock_of(number bytea)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select coalesce((
        select c.number_hash from public.saver_identity i
        join public.saver_identity c on c.saver_id = i.saver_id and c.is_current
        where i.number_hash = number), number)
    $function$;
-- owned by portal_owner; granted: nothing

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

CREATE OR REPLACE FUNCTION portal.publish_share(sharing uuid, content_sealed bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      update public.sharing_seat s set content_sealed = publish_share.content_sealed, shared_at = now()
      from public.sharing_member m
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
        and m.confirmed_at is not null and m.ended_at is null and (m.kind = 'household' or m.seat = 'inviter')
        and s.sharing_id = m.sharing_id and s.seat = m.seat;
      return found;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.read_as_helper(sharing uuid)
 RETURNS TABLE(content_sealed bytea, shared_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      perform portal.drop_ended_sharings(sharing, 1);
      insert into public.sharing_reading (sharing_id)
        select s.sharing_id from public.sharing_member m join public.sharing_seat s on s.sharing_id = m.sharing_id
        where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
          and m.kind = 'helper' and m.seat = 'guest' and m.ended_at is null
          and s.seat = 'inviter' and s.content_sealed is not null;
      if not found then
        return;
      end if;
      return query select s.content_sealed, s.shared_at from public.sharing_seat s
        where s.sharing_id = sharing and s.seat = 'inviter';
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.read_sharing(sharing uuid)
 RETURNS TABLE(seat text, name_sealed bytea, content_sealed bytea, shared_at timestamp with time zone, invited_until timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      perform portal.drop_ended_sharings(sharing, 1);
      return query
        select s.seat, s.name_sealed, case when m.kind = 'household' then s.content_sealed end, s.shared_at, i.expires_at
        from public.sharing_member m
        join public.sharing_seat s on s.sharing_id = m.sharing_id
        left join public.sharing_invitation i on i.sharing_id = m.sharing_id
        where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
          and m.ended_at is null;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.record_look(sharing uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      insert into public.sharing_reading (sharing_id, seat)
      select m.sharing_id, m.seat
      from public.sharing_member m
      join public.sharing_seat s on s.sharing_id = m.sharing_id and s.seat <> m.seat
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
        and m.kind = 'household' and m.ended_at is null and s.content_sealed is not null
    $function$;
-- owned by portal_owner; granted: execute to portal_app

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

CREATE OR REPLACE FUNCTION portal.revoke_ombud_consent()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      own constant uuid[] := array(select c.case_id from public.ombud_case c
        where c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and c.ended_at is null);
    begin
      perform portal.close_ombud_cases(own, 'revoked');
      return own <> '{}';
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

CREATE OR REPLACE FUNCTION portal.save_partner_ticket(ticket bytea, partner text, customer bytea, seconds integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      delete from public.partner_ticket where ticket_hash in (
        select t.ticket_hash from public.partner_ticket t where t.expires_at <= now() - interval '10 minutes'
        order by t.expires_at limit 100 for update skip locked);
      update public.partner_ticket set customer_sealed = null where ticket_hash in (
        select t.ticket_hash from public.partner_ticket t
        where t.expires_at <= now() and t.customer_sealed is not null
        order by t.expires_at limit 100 for update skip locked);
      insert into public.partner_ticket (ticket_hash, partner_id, customer_sealed, expires_at)
      values (ticket, partner, customer, now() + make_interval(secs => seconds));
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.saver_is_there()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    declare
      me constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
    begin
      if pg_catalog.pg_current_xact_id_if_assigned() is null then
        perform from public.saver s where s.saver_id = me;
      else
        perform from public.saver s where s.saver_id = me for key share;
      end if;
      if not found then
        raise exception 'The account of the saver is closed' using errcode = 'SG001';
      end if;
    end
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

CREATE OR REPLACE FUNCTION portal.savers_after(saver uuid, most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select i.saver_id from public.saver_identity i
      where i.is_current and (saver is null or i.saver_id > saver)
      order by i.saver_id limit most
    $function$;
-- owned by portal_owner; granted: execute to portal_worker

CREATE OR REPLACE FUNCTION portal.settle_collection(saver uuid, collection uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    declare
      settled boolean;
    begin
      -- Two transactions that end the last two retrievals would each see the other's as waiting, and neither would
      -- settle. The lock puts them in a row, and the statement after it sees what the first one wrote.
      perform from public.collection c where c.saver_id = saver and c.collection_id = collection for update;
      update public.collection c set settled_at = greatest(now(), c.requested_at)
      where c.saver_id = saver and c.collection_id = collection and c.settled_at is null
        and not exists (select from public.retrieval r
                        where r.saver_id = saver and r.collection_id = collection and r.outcome = 'waiting');
      settled := found;
      if settled and exists (
        select from public.collection c
        where c.saver_id = saver and c.collection_id = collection and c.reason = 'provider-announced') then
        if exists (
          select from public.collection c
          join public.retrieval r using (saver_id, collection_id)
          join public.recalculation k using (provider_id)
          where c.saver_id = saver and c.collection_id = collection and r.outcome = 'answered'
            and k.received_at <= c.requested_at
            and k.received_at > all (select o.requested_at from public.collection o
                                     where o.saver_id = saver and o.requested_at < c.requested_at)) then
          perform portal.add_notice(saver, 'new-figures', collection);
        end if;
        return settled;
      end if;
      if settled and exists (
        select from public.retrieval r where r.saver_id = saver and r.collection_id = collection
          and r.outcome in ('answered', 'nothing-held')) then
        perform portal.add_notice(saver, 'collected', collection);
      end if;
      return settled;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app; execute to portal_worker

CREATE OR REPLACE FUNCTION portal.sharing_readings(sharing uuid)
 RETURNS TABLE(read_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select r.read_at from public.sharing_reading r join public.sharing_member m on m.sharing_id = r.sharing_id
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
        and m.seat = 'inviter'
      order by r.reading_id desc limit 200
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.staff_is_there(session bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select exists (select from public.staff_session s
        where s.token_hash = session and s.idle_until > clock_timestamp() and s.absolute_until > clock_timestamp())
    $function$;
-- owned by portal_owner; granted: nothing

CREATE OR REPLACE FUNCTION portal.store_answer(saver uuid, retrieval uuid, answer text, message bytea, message_type text, ids uuid[], sealed bytea[], value_days text[])
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
    declare
      id uuid;
    begin
      if exists (select from public.approval a where a.saver_id = saver)
        and not exists (select from public.approval a where a.saver_id = saver and a.withdrawn_at is null) then
        return false;
      end if;
      -- The update takes the row's lock: of two deliveries at once, the second waits and then finds the outcome changed.
      with stored as (
        update public.retrieval r set outcome = answer, error_code = null, answered_at = now()
        where r.saver_id = saver and r.retrieval_id = retrieval and r.outcome in ('waiting', 'failed')
        returning r.saver_id, r.retrieval_id, r.provider_id),
      original as (
        insert into public.original (saver_id, retrieval_id, content_sealed, content_type)
        select s.saver_id, s.retrieval_id, message, message_type from stored s),
      holdings as (
        insert into public.holding (saver_id, retrieval_id, provider_id, holding_id, content_sealed, value_date)
        select s.saver_id, s.retrieval_id, s.provider_id, new.holding_id, new.content, nullif(new.day, '')::date
        from stored s, unnest(ids, sealed, value_days) as new (holding_id, content, day))
      select s.retrieval_id into id from stored s;
      if answer = 'answered' and found and exists (
        select from public.collection c join public.retrieval r using (saver_id, collection_id)
        where r.saver_id = saver and r.retrieval_id = retrieval and c.settled_at is not null
          and not exists (
            select from public.collection d join public.retrieval n using (saver_id, collection_id)
            where n.saver_id = saver and n.provider_id = r.provider_id and n.outcome in ('answered', 'nothing-held')
              and d.requested_at > c.requested_at)) then
        perform portal.add_notice(saver, 'new-figures', retrieval);
      end if;
      return id is not null;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app; execute to portal_worker

CREATE OR REPLACE FUNCTION portal.take_invitation(code bytea, key_sealed bytea, peer_sealed bytea, name_sealed bytea, content_sealed bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      me constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
      found_sharing public.sharing;
    begin
      if me is null then
        raise exception 'An invitation is taken by a saver' using errcode = '42501';
      end if;
      perform from public.sharing s
        where s.sharing_id = (select i.sharing_id from public.sharing_invitation i where i.code_hash = code)
        for key share;
      select s.* into found_sharing from public.sharing_invitation i join public.sharing s using (sharing_id)
        where i.code_hash = code and i.expires_at > now()
          and coalesce(s.ends_on >= (now() at time zone 'Europe/Stockholm')::date, true)
        for update of i;
      if not found then
        return 'gone';
      end if;
      if exists (select from public.sharing_member m
                 where m.saver_id = me and m.sharing_id = found_sharing.sharing_id) then
        return 'own';
      end if;
      insert into public.sharing_member
          (saver_id, sharing_id, kind, seat, scope, ends_on, key_sealed, peer_sealed, confirmed_at)
        values (me, found_sharing.sharing_id, found_sharing.kind, 'guest', found_sharing.scope, found_sharing.ends_on,
                key_sealed, peer_sealed, now())
        on conflict do nothing;
      if not found then
        return 'taken-elsewhere';
      end if;
      delete from public.sharing_invitation i where i.code_hash = code;
      insert into public.sharing_seat (sharing_id, seat, name_sealed, content_sealed, shared_at)
        values (found_sharing.sharing_id, 'guest', name_sealed, content_sealed,
                case when content_sealed is not null then now() end);
      return 'taken';
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

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

CREATE OR REPLACE FUNCTION portal.take_partner_ticket(ticket bytea)
 RETURNS TABLE(partner_id text, state text, customer_sealed bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      found_ticket public.partner_ticket;
    begin
      -- The row's lock: of two at once, the second finds it used.
      select t.* into found_ticket from public.partner_ticket t where t.ticket_hash = ticket for update;
      if not found then
        return;
      end if;
      update public.partner_ticket t set used_at = coalesce(t.used_at, now()), customer_sealed = null
      where t.ticket_hash = ticket;
      return query select found_ticket.partner_id,
        case when found_ticket.used_at is not null then 'used'
             when found_ticket.expires_at <= now() then 'expired' else 'fresh' end,
        case when found_ticket.used_at is null and found_ticket.expires_at > now()
             then found_ticket.customer_sealed end;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.touch_session(token bytea, idle interval, renew boolean)
 RETURNS TABLE(saver_id uuid, level text, partner_id text, id_token_sealed bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if renew then
        return query
          update public.session s set last_seen_at = now()
          where s.token_hash = token and s.last_seen_at > now() - idle and s.absolute_until > now()
          returning s.saver_id, s.level, s.partner_id, s.id_token_sealed;
      else
        return query
          select s.saver_id, s.level, s.partner_id, s.id_token_sealed from public.session s
          where s.token_hash = token and s.last_seen_at > now() - idle and s.absolute_until > now();
      end if;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.touch_staff_session(token bytea, idle interval, renew boolean)
 RETURNS TABLE(staff_reference text, role text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if renew then
        return query
          update public.staff_session s set idle_until = now() + idle
          where s.token_hash = token and s.idle_until > now() and s.absolute_until > now()
          returning s.staff_reference, s.role;
      else
        return query
          select s.staff_reference, s.role from public.staff_session s
          where s.token_hash = token and s.idle_until > now() and s.absolute_until > now();
      end if;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.use_partner_jti(partner text, jti bytea, expiry timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      delete from public.partner_jti where ctid in (
        select j.ctid from public.partner_jti j where j.expires_at < now()
        order by j.expires_at limit 100 for update skip locked);
      insert into public.partner_jti (partner_id, jti_hash, expires_at) values (partner, jti, expiry)
      on conflict do nothing;
      return found;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.use_pass(pass bytea, expiry timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      delete from public.used_pass where ctid in (
        select o.ctid from public.used_pass o where o.expires_at < now()
        order by o.expires_at limit 100 for update skip locked);
      insert into public.used_pass (pass_hash, expires_at) values (pass, expiry) on conflict (pass_hash) do nothing;
      return found;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.use_voice_event(event bytea, expiry timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      delete from public.voice_event where event_hash in (
        select e.event_hash from public.voice_event e where e.expires_at <= now()
        order by e.expires_at limit 100 for update skip locked);
      insert into public.voice_event (event_hash, expires_at) values (event, expiry) on conflict do nothing;
      return found;
    end
    $function$;
-- owned by portal_owner; granted: execute to portal_app

CREATE OR REPLACE FUNCTION portal.uses(scopes text[], whos bytea[])
 RETURNS TABLE(used integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
      select coalesce(
        (select max(c.used) from public.use_count c
         where c.scope = asked.scope and c.who = asked.who and c.window_ends > now()), 0)
      from unnest(scopes, whos) with ordinality as asked (scope, who, place)
      order by asked.place
    $function$;
-- owned by portal_owner; granted: execute to portal_app
