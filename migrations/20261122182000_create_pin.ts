import type { Knex } from 'knex'

/**
 * `pin`: the PIN that a saver has ordered by letter. It is made when the letter is printed; what is kept is Argon2id
 * over an HMAC whose key (the pepper) the database does not hold. `portal.enqueue` takes the task that prints; whatever
 * else it takes stays.
 *
 * Safe on a live system: a new table; the function is replaced at once, with its grants.
 */
const first = `'send-notice'`
const withPin = `'send-pin-letter', 'send-notice'`

const replaceInEnqueue = (knex: Knex, from: string, to: string) =>
  knex.raw(
    `do $do$
     begin
       execute replace(
         pg_get_functiondef('portal.enqueue(text, json, text, timestamptz)'::regprocedure), $from$${from}$from$, $to$${to}$to$);
     end
     $do$`,
  )

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table pin (
      saver_id uuid not null,
      order_id uuid not null,
      state text not null default 'ordered',
      reason text,
      pin_hash text,
      pepper_id text,
      ordered_at timestamptz not null default now(),
      ended_at timestamptz,
      constraint pin_pkey primary key (saver_id),
      constraint pin_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint pin_state_is_known check (state in ('ordered', 'sent', 'not-sent')),
      constraint pin_end_time_if_ended check ((state <> 'ordered') = (ended_at is not null)),
      constraint pin_reason_if_not_sent check ((state = 'not-sent') = (reason is not null)),
      constraint pin_reason_is_known check (reason in ('protected', 'no-address')),
      constraint pin_hash_if_sent check ((state = 'sent') = (pin_hash is not null)),
      constraint pin_hash_is_argon2id check (pin_hash ~ '^[$]argon2id[$]v=19[$]'),
      constraint pin_hash_has_pepper check ((pin_hash is null) = (pepper_id is null)),
      constraint pin_pepper_id_is_short check (octet_length(pepper_id) between 1 and 32)
    ) partition by hash (saver_id);

    select portal.protect_saver_table('pin');
    grant select, insert (saver_id, order_id), delete, update (pin_hash, pepper_id) on pin to portal_app;
    grant select, update (state, reason, pin_hash, pepper_id, ended_at) on pin to portal_worker;
  `)
  await replaceInEnqueue(knex, first, withPin)
}

export async function down(knex: Knex): Promise<void> {
  await replaceInEnqueue(knex, withPin, first)
  await knex.raw('drop table pin')
}
