/** The highest taxable income that the public service fee is taken on. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const publicServiceTak: Parameter<'inkomstbasbelopp'> = {
  kind: 'dated',
  term: 'tak för public service-avgift',
  english: 'ceiling of the public service fee',
  unit: 'inkomstbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'inkomstbasbelopp'>(
      { status: 'decided', source: 'Lag (2018:1893) 7 §; ceilings published by Skatteverket' },
      [
        ['1990', '0'],
        ['2019', '2.092'],
        ['2021', '1.95'],
        ['2022', '1.87'],
        ['2023', '1.75'],
        ['2024', '1.6'],
        ['2025', '1.55'],
        ['2026', '1.42'],
      ],
    ),
  ],
}
