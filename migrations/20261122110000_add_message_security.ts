import type { Knex } from 'knex'

/**
 * `provider.message_security`: whether messages to and from a provider bear a signature. `provider_certificate`: the
 * certificates that a provider has given us, at most two of each use, so that one can follow the other without a gap.
 * Only fingerprints and times are kept: the certificate itself comes with every connection and every message.
 *
 * Safe on a live system: a column with a constant default (no rewrite) and a new table; programs of the version before
 * neither read nor write them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table provider add column message_security text not null default 'none',
      add constraint provider_message_security_is_known check (message_security in ('none', 'signature'));

    create table provider_certificate (
      provider_id text not null,
      use text not null,
      place smallint not null,
      sha256 text not null,
      valid_from timestamptz not null,
      valid_to timestamptz not null,
      constraint provider_certificate_pkey primary key (provider_id, use, place),
      constraint provider_certificate_provider_fkey foreign key (provider_id) references provider (provider_id),
      constraint provider_certificate_once unique (provider_id, use, sha256),
      constraint provider_certificate_use_is_known check (use in ('tls', 'signing')),
      constraint provider_certificate_at_most_two check (place in (1, 2)),
      constraint provider_certificate_is_fingerprint check (sha256 ~ '^[0-9a-f]{64}$'),
      constraint provider_certificate_ends_after_it_begins check (valid_from < valid_to)
    );
    grant select on provider_certificate to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table provider_certificate;
    alter table provider drop column message_security;
  `)
}
