import { InputField } from '../../components/form.tsx'
import type { RowsProps } from './work-rows.tsx'

export interface AgeFieldsProps extends Pick<RowsProps, 'given' | 'told'> {
  /** Of years and months. */
  readonly names: readonly [string, string]
  readonly labels: readonly [string, string]
  /** Completed months; null: nothing chosen. */
  readonly age: number | null
}

/** An age as two short fields. */
export function AgeFields({ names, labels, age, given, told }: AgeFieldsProps) {
  const chosen = age === null ? ['', ''] : [String(Math.floor(age / 12)), String(age % 12)]
  return (
    <div className="age-fields">
      {names.map((name, index) => (
        <InputField
          key={name}
          name={name}
          label={labels[index] ?? ''}
          inputMode="numeric"
          value={given(name, chosen[index] ?? '')}
          error={told(name)}
          input={{ maxLength: 3, autoComplete: 'off' }}
        />
      ))}
    </div>
  )
}
