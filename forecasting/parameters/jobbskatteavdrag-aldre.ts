/** The credit of the older by work income, both in prisbasbelopp, from 2024. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const jobbskatteavdragAldre: BracketParameter = {
  kind: 'brackets',
  term: 'jobbskatteavdrag för äldre',
  english: 'job tax credit of the older',
  unit: 'prisbasbelopp',
  rows: [
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 8 §' }, '2024', [
      ['1.75', '0', '0.22'],
      ['5.24', '0.2635', '0.07'],
      ['10.48', '0.6293', '0'],
      [null, '0.9437', '-0.03'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 8 §' }, '2025', [
      ['1.7', '0', '0.22'],
      ['5.24', '0.2635', '0.07'],
      [null, '0.6293', '0'],
    ]),
    brackets(
      {
        status: 'assumed',
        source:
          'Inkomstskattelagen 67 kap. 8 §; the break of 2025 kept: Typfallsmodellen 4.8 has 6.5, where the pieces do not join (0.7185 against 0.6293)',
      },
      '2026',
      [
        ['1.7', '0', '0.22'],
        ['5.24', '0.2635', '0.07'],
        [null, '0.6293', '0'],
      ],
    ),
  ],
}
