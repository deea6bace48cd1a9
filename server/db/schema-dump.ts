/**
 * The schema as text, read from the catalogue: what pg_dump would say, with grants and policies, sorted, and the same
 * for the same schema wherever and in whatever order it was made. (The embedded PostgreSQL ships no pg_dump.)
 *
 * Partitions are told in one line when they are alike, and one by one when they are not.
 */
import type pg from 'pg'
import { roles, withClient } from './bootstrap.ts'

/** Tables that keep track of the migrations themselves. */
const bookkeeping = ['migration', 'migration_lock']
const schemas = ['public', 'portal']

export async function dumpSchema(url: string): Promise<string> {
  return await withClient(url, async (client) => {
    // With nothing on the path, every name in the catalogue's texts is written out with its schema.
    await client.query(`set search_path = ''`)
    const tables = await readTables(client)
    const parts = [
      ...(await lines(client, schemaGrants)),
      ...(await lines(client, defaultGrants)),
      ...tables.filter(({ parent }) => parent === null).map((table) => describeTable(table, tables)),
      ...(await lines(client, otherRelations)),
      ...(await lines(client, functions)),
    ]
    return `${parts.join('\n\n')}\n`
  })
}

async function lines(client: pg.Client, text: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(text, [schemas])
  return rows.map(({ line }) => line)
}

/** Grants to others than the owner of the thing, as text. @param acl an expression, @param owner another */
const grantees = (acl: string, owner: string) => `
  (select string_agg(format('%s to %s', g.privileges, g.grantee), '; ' order by g.grantee collate "C")
   from (select case a.grantee when 0 then 'public' else a.grantee::regrole::text end as grantee,
                string_agg(lower(a.privilege_type), ', ' order by a.privilege_type collate "C") as privileges
         from aclexplode(${acl}) a where a.grantee <> ${owner} group by a.grantee) g)`

const schemaGrants = `
  select format('-- schema %s, owned by %s; granted: %s', n.nspname, n.nspowner::regrole,
                coalesce(${grantees(`coalesce(n.nspacl, acldefault('n', n.nspowner))`, 'n.nspowner')}, 'nothing')) as line
  from pg_namespace n where n.nspname = any($1) order by n.nspname collate "C"`

const defaultGrants = `
  select format('-- new objects of kind %s made by %s%s; granted: %s', d.defaclobjtype, d.defaclrole::regrole,
                case when d.defaclnamespace = 0 then '' else ' in ' || d.defaclnamespace::regnamespace end,
                coalesce(${grantees('d.defaclacl', 'd.defaclrole')}, 'nothing')) as line
  from pg_default_acl d where $1::text[] is not null
  order by d.defaclobjtype, d.defaclrole::regrole::text collate "C", d.defaclnamespace`

const otherRelations = `
  select format('-- %s %s', case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then
                'materialized view' else c.relkind::text end, c.oid::regclass) as line
  from pg_class c
  where c.relnamespace::regnamespace::text = any($1) and c.relkind not in ('r', 'p', 'i', 'I', 't')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')
                    and d.refobjid::regclass::text in (${bookkeeping.map((name) => `'public.${name}'`).join(', ')}))
  order by c.oid::regclass::text collate "C"`

const functions = `
  select rtrim(pg_get_functiondef(p.oid), E'\\n') || E';\\n'
      || format('-- owned by %s; granted: %s', p.proowner::regrole,
                coalesce(${grantees(`coalesce(p.proacl, acldefault('f', p.proowner))`, 'p.proowner')}, 'nothing')) as line
  from pg_proc p where p.pronamespace::regnamespace::text = any($1) and p.prokind in ('f', 'p')
  order by p.oid::regprocedure::text collate "C"`

interface Table {
  readonly name: string
  readonly owner: string
  readonly parent: string | null
  readonly partitioned: string | null
  readonly bound: string | null
  readonly protection: string
  readonly columns: readonly string[]
  readonly constraints: readonly string[]
  readonly indexes: readonly string[]
  readonly policies: readonly string[]
  readonly grants: readonly string[]
  readonly triggers: readonly string[]
}

async function readTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select c.oid::regclass::text as name,
       c.relowner::regrole::text as owner,
       (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid) as parent,
       case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partitioned,
       pg_get_expr(c.relpartbound, c.oid) as bound,
       case when c.relrowsecurity and c.relforcerowsecurity then 'enabled and forced'
            when c.relrowsecurity then 'enabled, NOT FORCED'
            when c.relforcerowsecurity then 'NOT ENABLED' else 'none' end as protection,
       array(select concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                              case when a.attnotnull then 'not null' end,
                              'default ' || pg_get_expr(d.adbin, d.adrelid),
                              case when a.attstorage <> t.typstorage then
                                'storage ' || case a.attstorage when 'p' then 'plain' when 'e' then 'external'
                                                                when 'm' then 'main' else 'extended' end
                              end)
             from pg_attribute a join pg_type t on t.oid = a.atttypid
             left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
       array(select format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
             from pg_constraint k where k.conrelid = c.oid and k.conparentid = 0 and k.contype not in ('n', 't')
             order by k.contype = 'p' desc, k.contype, k.conname collate "C") as constraints,
       array(select pg_get_indexdef(x.indexrelid) from pg_index x
             where x.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = x.indexrelid
                                                      and k.conrelid = c.oid)
             order by x.indexrelid::regclass::text collate "C") as indexes,
       array(select format('policy %I %s for %s to %s using (%s) with check (%s)', p.polname,
                           case when p.polpermissive then 'permissive' else 'restrictive' end,
                           case p.polcmd when '*' then 'all' else p.polcmd::text end,
                           array(select case r when 0 then 'public' else r::regrole::text end from unnest(p.polroles) r),
                           pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
             from pg_policy p where p.polrelid = c.oid order by p.polname collate "C") as policies,
       array(select g.line from (
               select ${grantees('c.relacl', 'c.relowner')} as line
               union all
               select format('(%I) ', a.attname) || ${grantees('a.attacl', 'c.relowner')}
               from pg_attribute a where a.attrelid = c.oid and a.attacl is not null) g
             where g.line is not null order by g.line collate "C") as grants,
       array(select pg_get_triggerdef(t.oid) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
             order by t.tgname collate "C") as triggers
     from pg_class c
     where c.relnamespace::regnamespace::text = any($1) and c.relkind in ('r', 'p')
       and not c.oid::regclass::text = any($2)
     order by c.oid::regclass::text collate "C"`,
    [schemas, bookkeeping.map((name) => `public.${name}`)],
  )
  return rows
}

function describeTable(table: Table, all: readonly Table[]): string {
  const partitions = all.filter(({ parent }) => parent === table.name)
  return [
    `create table ${table.name} (`,
    [...table.columns, ...table.constraints].map((line) => `  ${line}`).join(',\n'),
    table.partitioned === null ? ');' : `) partition by ${table.partitioned};`,
    ...table.indexes.map((index) => `${index};`),
    ...table.triggers.map((trigger) => `${trigger};`),
    ...(table.owner === roles.owner ? [] : [`-- owned by ${table.owner}`]),
    `-- row-level security ${table.protection}`,
    ...table.policies.map((policy) => `-- ${policy}`),
    ...(table.grants.length === 0 ? ['-- granted: nothing'] : table.grants.map((grant) => `-- granted: ${grant}`)),
    ...describePartitions(table, partitions),
  ].join('\n')
}

function describePartitions(parent: Table, partitions: readonly Table[]): readonly string[] {
  const described = partitions.map((partition) => {
    const samePolicies = partition.policies.join() === parent.policies.join()
    return [
      `row-level security ${partition.protection}`,
      samePolicies ? 'the same policies' : `policies: ${partition.policies.join('; ') || 'none'}`,
      `granted: ${partition.grants.join('; ') || 'nothing'}`,
      ...(partition.owner === parent.owner ? [] : [`owned by ${partition.owner}`]),
      ...(partition.columns.join() === parent.columns.join() ? [] : [`columns: ${partition.columns.join('; ')}`]),
    ].join(', ')
  })
  const [first] = described
  const whole = partitions.every(
    ({ bound }, index) => bound === `FOR VALUES WITH (modulus ${partitions.length}, remainder ${index})`,
  )
  if (first === undefined) return []
  if (whole && described.every((line) => line === first)) return [`-- ${partitions.length} partitions, each: ${first}`]
  return partitions.map(({ name, bound }, index) => `-- partition ${name} ${bound ?? ''}: ${described[index] ?? ''}`)
}
