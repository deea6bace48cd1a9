/** Staff of the system on one machine, with the roles that the issuer gives them. */
import type { StaffMember } from './issuer.ts'

export const staffMembers: readonly StaffMember[] = [
  {
    id: 'kundservice-1',
    givenName: 'Gunilla',
    familyName: 'Wikander',
    roles: ['ombud'],
    description: { sv: 'Ombud i kundservice' },
  },
  {
    id: 'kundservice-2',
    givenName: 'Farid',
    familyName: 'Nazari',
    roles: ['ombud'],
    description: { sv: 'Ombud i kundservice' },
  },
  {
    id: 'kundservice-3',
    givenName: 'Helena',
    familyName: 'Brandt',
    roles: ['ombud'],
    description: { sv: 'Ombud i kundservice' },
  },
  { id: 'drift-1', givenName: 'Pia', familyName: 'Sköld', roles: ['operator'], description: { sv: 'Driften' } },
  { id: 'ekonomi-1', givenName: 'Ove', familyName: 'Alm', roles: [], description: { sv: 'Anställd utan behörighet' } },
]
